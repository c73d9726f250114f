/** What the cards of an answer come to, taken together. */
import type { DerivedOperation } from '../role';
import { code, count, listed, message } from '../markdown';
import type { Finding } from '../../sentinel/finding';

const MAX_LISTED = 12;

export function summaryOf(operations: readonly DerivedOperation[], findings: readonly Finding[]): string {
    if (operations.length === 0) {
        return '';
    }
    const edits = operations.flatMap(({ operation }) => operation.edits ?? []);
    const created = unique(edits.filter(edit => edit.content !== undefined).map(edit => edit.file));
    const modified = unique(edits.filter(edit => edit.content === undefined && !edit.delete).map(edit => edit.file));
    const assumptions = unique(operations.flatMap(({ operation }) => operation.assumptions ?? []).filter(line => line.startsWith('REVIEW:')).map(line => line.slice('REVIEW:'.length).trim()));
    const tools = unique(operations.flatMap(({ operation }) => operation.preconditions ?? []).flatMap(need => 'tool' in need ? [need.tool] : [])).sort();
    const needs = unique(operations.flatMap(({ operation }) => operation.preconditions ?? []).flatMap(need => 'file' in need ? [need.file] : 'env' in need ? [need.env] : []));
    const errors = findings.filter(finding => finding.severity === 'error').length;
    const left = findings.filter(finding => finding.mend === undefined).length;
    return [
        '**Summary**', '',
        `- Files created: ${some(created.map(code))}`,
        `- Files modified: ${some(modified.map(code))}`,
        `- Assumptions: ${some(assumptions.map(message))}`,
        `- Dependencies: ${some([...tools, ...needs].map(code))}`,
        `- Validation: ${findings.length === 0 ? 'every check passed' : `${count(findings.length, 'finding')}, ${count(errors, 'error')} among them; ${left === 0 ? 'the edits mend all' : `the edits mend all but ${left}`}`}`
    ].join('\n');
}

function some(items: readonly string[]): string {
    return items.length === 0 ? 'none' : items.length > MAX_LISTED ? `${items.slice(0, MAX_LISTED).join('; ')}; and ${items.length - MAX_LISTED} more` : items.length > 2 && items.every(item => item.startsWith('`')) ? listed(items) : items.join('; ');
}

function unique(items: readonly string[]): string[] {
    return [...new Set(items)];
}
