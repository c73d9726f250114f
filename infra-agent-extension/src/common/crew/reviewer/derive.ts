/** The findings as a list, worst first, each with its place; those of what changed, where that is asked for. */
import type { Derived, DeriveInput } from '../role';
import { asksForChanges, withoutChanges } from '../changes';
import { narrowFindings } from '../goal';
import { code, count, listed, message } from '../markdown';
import { holdsInfrastructure, LOOKED_FOR, nothingHere, whatWasRead } from '../what-was-read';
import type { Finding, Severity } from '../../sentinel/finding';
import { whatChanged } from './what-changed';

const MAX_SHOWN = 200;
const HEADINGS: readonly (readonly [Severity, string])[] = [['error', 'Errors'], ['warning', 'Warnings'], ['info', 'Notes']];

export function derive({ facts, findings, goal, changes }: DeriveInput): Derived {
    if (!holdsInfrastructure(facts)) {
        return { markdown: nothingHere(facts), operations: [] };
    }
    const change = changes && asksForChanges(goal) ? whatChanged(changes(), facts, findings) : undefined;
    const { narrowed, note } = narrowFindings(change?.findings ?? findings, change ? withoutChanges(goal!) : goal);
    const opening = [`${whatWasRead(facts)}${note}`, change?.opening].filter(Boolean).join('\n\n');
    const elsewhere = change?.elsewhere ? `${count(change.elsewhere, 'finding')} in what did not change ${change.elsewhere === 1 ? 'is' : 'are'} left out: ask for a review of everything to see ${change.elsewhere === 1 ? 'it' : 'them'}.` : '';
    if (narrowed.length === 0) {
        const nothing = elsewhere ? '**Nothing to report** about what changed: the checks find nothing wrong in it.' : `**Nothing to report.** ${LOOKED_FOR}, and for what goes wrong in them; every check passed.`;
        return { markdown: `${opening}\n\n${nothing}`, operations: [], ...elsewhere && { closing: elsewhere } };
    }
    const shown = narrowed.slice(0, MAX_SHOWN);
    const sections = HEADINGS.flatMap(([severity, heading]) => {
        const own = shown.filter(finding => finding.severity === severity);
        return own.length ? [`### ${heading}\n\n${own.map(line).join('\n')}`] : [];
    });
    const counts = listed(HEADINGS.flatMap(([severity, heading]) => {
        const found = narrowed.filter(finding => finding.severity === severity).length;
        return found ? [count(found, heading.toLowerCase().slice(0, -1))] : [];
    }));
    const mendable = narrowed.filter(finding => finding.mend !== undefined).length;
    const closing = [
        shown.length < narrowed.length ? `${narrowed.length - shown.length} more are not shown; \`infra-agent check\` lists all.` : '',
        mendable ? `${mendable} of them can be mended by code: go on to **implement** for the cards.` : 'None of them can be mended by code alone: each needs a decision.',
        elsewhere
    ].filter(part => part !== '').join(' ');
    return { markdown: `${opening}\n\n${counts}.\n\n${sections.join('\n\n')}`, operations: [], closing };
}

function line(finding: Finding): string {
    const place = `${finding.file}:${finding.range.start.line + 1}:${finding.range.start.character + 1}`;
    return `- ${code(place)} ${message(finding.message)} (${code(finding.check)}${finding.mend ? ', can be mended' : ''})`;
}
