/** What the operations of an answer come to together, and which of them one click may send. Pure: views in, words and keys out. */
import type { CardView, EditView } from '../../common/infra-service';
import { isBeforeSend } from '../cards/card-view-model';

export interface SetSummary {
    readonly done: number;
    readonly failed: number;
    readonly open: number;
    readonly created: readonly string[];
    readonly modified: readonly string[];
    readonly deleted: readonly string[];
    readonly assumptions: readonly string[];
    /** Tools, variables and files that the operations need. */
    readonly dependencies: readonly string[];
    readonly expected: number;
    readonly seen: number;
    readonly findings: number;
    readonly notValidated: number;
}

export function summariseSet(views: readonly CardView[]): SetSummary {
    const applied = views.filter(view => view.phase === 'DONE');
    const files = (kinds: readonly EditView['kind'][]) => unique(applied.flatMap(view => view.edits.filter(edit => kinds.includes(edit.kind)).map(edit => edit.file)));
    const expectations = applied.flatMap(view => view.observation?.expectations ?? []);
    return {
        done: applied.length,
        failed: views.filter(view => view.canFollowUp).length,
        open: views.filter(view => isBeforeSend(view.phase) || view.phase === 'APPLYING').length,
        created: files(['new']),
        modified: files(['change', 'mode']),
        deleted: files(['delete']),
        assumptions: unique(views.flatMap(view => view.operation.assumptions ?? [])),
        dependencies: unique(views.flatMap(view => (view.operation.preconditions ?? []).flatMap(precondition =>
            'tool' in precondition ? [[precondition.tool, precondition.version].filter(Boolean).join(' ')]
                : 'env' in precondition ? [`$${precondition.env}`] : 'file' in precondition ? [precondition.file] : []))),
        expected: expectations.length,
        seen: expectations.filter(expectation => expectation.met).length,
        findings: views.reduce((count, view) => count + (view.verdict?.findings.length ?? 0), 0),
        notValidated: views.filter(view => view.verdict?.outcome === 'NOT_VALIDATED').length
    };
}

/** HIGH is typed, and boxes are ticked, on each card alone. */
function needsNothingMore(view: CardView): boolean {
    return view.canSend && view.digest !== undefined && view.assessment !== undefined && view.assessment.risk !== 'HIGH' && view.confirm === undefined
        && !(view.operation.preconditions ?? []).some(precondition => 'manual' in precondition);
}

/** Edits that can be sent together. */
export function sendableEdits(views: readonly CardView[]): CardView[] {
    return views.filter(view => needsNothingMore(view) && view.operation.edits !== undefined && view.edits.length > 0);
}

/** Those that one click may send: a file that one of them changes is another file for the next, which has to be read again then. */
export function oneForEachFile(views: readonly CardView[]): CardView[] {
    const taken = new Set<string>();
    return views.filter(view => {
        const isFree = view.edits.every(edit => !taken.has(edit.file));
        view.edits.forEach(edit => isFree && taken.add(edit.file));
        return isFree;
    });
}

/** Commands that are computed to be LOW and to write nothing. */
export function sendableReads(views: readonly CardView[]): CardView[] {
    return views.filter(view => needsNothingMore(view) && view.operation.commands !== undefined && view.assessment?.risk === 'LOW' && !view.assessment.writes);
}

/** Applied edits, last first: the order in which they are taken back. */
export function rollableEdits(views: readonly CardView[]): CardView[] {
    return views.filter(view => view.phase === 'DONE' && view.canRollBack && view.operation.edits !== undefined)
        .sort((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? ''));
}

function unique(items: readonly string[]): string[] {
    return [...new Set(items)].sort();
}
