/** Findings with mends to operations: one for each concern, none in the way of another, the most urgent first. */
import type { DeriveInput, DerivedOperation } from '../role';
import { groupBy } from '../../repo/group-by';
import { touchedLines, overlaps, type TouchedLines } from './touched-lines';
import type { Edit } from '../../ops/operation';
import type { Finding } from '../../sentinel/finding';

/** Checks whose findings do not keep anything from running. */
const HOUSEKEEPING = /^(repo\/(pasted-artefact|docs-drift|not-ignored)|shell\/(duplicate-helper|no-shebang|double-log|task-without-log))$/;

/** `heldBack` are those that touch lines which an operation before them touches. */
export function mendOperations(input: DeriveInput, findings: readonly Finding[]): { operations: DerivedOperation[]; heldBack: DerivedOperation[] } {
    const mendable = findings.filter(finding => finding.mend !== undefined);
    const groups = [...groupBy(mendable, finding => JSON.stringify(finding.mend!.edits)).values()];
    const onWay = entryPath(input);
    const ranked = groups.map(group => ({ group, rank: rankOf(group, onWay), order: Math.min(...group.map(finding => orderOf(input, finding.file))) }))
        .sort((a, b) => a.rank - b.rank || a.order - b.order || (a.group[0].file < b.group[0].file ? -1 : a.group[0].file > b.group[0].file ? 1 : a.group[0].range.start.line - b.group[0].range.start.line));
    const taken: TouchedLines[] = [];
    const operations: DerivedOperation[] = [];
    const concerns = new Map<string, number>();
    const heldBack: DerivedOperation[] = [];
    for (const { group, rank } of ranked) {
        const touched = group[0].mend!.edits.flatMap(touchedLines);
        const operation = { operation: operationOf(group), concern: concernOf(group[0], concerns), ...(rank >= 3 ? { folded: true } : {}) };
        if (touched.some(lines => taken.some(other => overlaps(lines, other)))) {
            heldBack.push(operation);
        } else {
            taken.push(...touched);
            operations.push(operation);
        }
    }
    return { operations, heldBack };
}

/** Files that the first entry point reaches, by running, sourcing, applying. */
function entryPath({ facts }: DeriveInput): ReadonlySet<string> {
    const seen = new Set(facts.entryPoints.slice(0, 1));
    const next = groupBy(facts.edges.filter(edge => edge.toKind === 'file'), edge => edge.from);
    for (const file of seen) {
        next.get(file)?.forEach(edge => seen.add(edge.to));
    }
    return seen;
}

/** 0 blocks the way, 1 is an error elsewhere, 2 goes wrong later, 3 is housekeeping. */
function rankOf(group: readonly Finding[], onWay: ReadonlySet<string>): number {
    const [first] = group;
    if (HOUSEKEEPING.test(first.check)) {
        return 3;
    }
    const blocks = group.some(finding => finding.severity === 'error' && (onWay.has(finding.file) || finding.check === 'repo/unreached-task' || [...onWay].some(file => finding.file.startsWith(`${file}/`))));
    return blocks ? 0 : first.severity === 'error' ? 1 : 2;
}

function orderOf({ facts }: DeriveInput, file: string): number {
    return facts.nodes.find(node => node.file === file)?.order ?? 500;
}

/** The same as long as it is about the same: neighbours that are mended first do not rename it, unless they say the very same. */
function concernOf({ check, file, mend }: Finding, known: Map<string, number>): string {
    const concern = `mend:${check}:${file}:${mend!.title}`;
    const before = known.get(concern) ?? 0;
    known.set(concern, before + 1);
    return before === 0 ? concern : `${concern} #${before + 1}`;
}

function operationOf(group: readonly Finding[]): DerivedOperation['operation'] {
    const [first] = group;
    const mend = first.mend!;
    const places = group.map(finding => `${finding.file}:${finding.range.start.line + 1}`);
    const why = `${group.length > 1 ? `${places.join(', ')}: ` : `${places[0]}: `}${first.message}`;
    return {
        id: slug(`${first.check.split('/')[1]} ${first.file.split('/').pop()}`), title: mend.title, mode: 'implement', risk: 'LOW', group: 'local', why,
        edits: mend.edits.map((edit: Edit) => ({ ...edit })),
        ...(mend.assumptions?.length ? { assumptions: [...mend.assumptions] } : {})
    };
}

export function slug(text: string): string {
    return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'operation';
}
