/** Edits that mend, then the tasks to run, in the order in which one needs the other. What blocks the way comes first; housekeeping is folded. */
import type { Derived, DeriveInput, DerivedOperation } from '../role';
import { narrowFindings, goalWords, scoreOf } from '../goal';
import { code, count, listed, message } from '../markdown';
import { holdsInfrastructure, LOOKED_FOR, nothingHere, whatWasRead } from '../what-was-read';
import { mendOperations } from './mend-operations';
import { runbookOperation } from './runbook';
import { runOperations } from './run-operations';
import { summaryOf } from './summary';

/** More cards than these are not looked at, but scrolled past; some of them are kept for the first runs. */
const OPEN_CARDS = 7;
const OPEN_EDITS = 5;

export function derive(input: DeriveInput): Derived {
    const { facts, findings, goal } = input;
    if (!holdsInfrastructure(facts)) {
        return { markdown: nothingHere(facts), operations: [] };
    }
    const allRuns = runOperations(input);
    const asked = fittingRuns(allRuns, goal);
    const { narrowed, note } = narrowFindings(findings, goal, asked.map(subjectOf));
    const { operations: mends, heldBack } = mendOperations(input, narrowed);
    const runs = asked.length ? asked : note === '' ? allRuns : allRuns.filter(run => narrowed.some(finding => finding.file === subjectOf(run)));
    const wantsRunbook = /\brun ?book\b/i.test(goal ?? '');
    // Last of all, unless it is what was asked for: it says what the scripts say once they are mended.
    const written = runbookOperation(input, allRuns);
    const runbook = wantsRunbook || mends.length === 0 && note === '' ? written : undefined;
    const later = [...heldBack, ...(written && !runbook ? [written] : [])];
    if (wantsRunbook && runbook) {
        return { markdown: `${whatWasRead(facts)}\n\nBelow: the runbook${mends.length ? `, from the scripts as they are now. ${count(mends.length, 'edit')} would mend them first; ask without \`runbook\` to see` : ''}.`, operations: [{ operation: runbook.operation, concern: runbook.concern }], later: [...mends, ...later] };
    }
    const edits = unfoldedIfAlone(runbook ? [...mends, runbook] : mends);
    const isAnswered = input.answered ?? (() => false);
    const shownEdits = fold(edits, runs.length ? OPEN_EDITS : OPEN_CARDS, isAnswered);
    const operations = [...shownEdits, ...fold(runs, OPEN_CARDS - shownEdits.filter(edit => !edit.folded).length, isAnswered)];
    const forPeople = narrowed.filter(finding => finding.mend === undefined && finding.severity !== 'info');
    if (operations.length === 0 && forPeople.length === 0) {
        return { markdown: `${whatWasRead(facts)}\n\n**Nothing to do.** ${LOOKED_FOR}, and for what goes wrong in them; every check passed, and there are no tasks to run.`, operations: [] };
    }
    const left = runs.filter(run => !isAnswered(run)).length;
    const follows = [mends.length ? `${count(mends.length, 'edit')} that ${mends.length === 1 ? 'mends' : 'mend'} what is wrong` : '', runbook ? 'the runbook' : '', left ? `${count(left, 'run')} for the tasks in their order` : ''].filter(part => part !== '');
    const behind = runs.length > left ? ` ${left === 0 ? 'Every run' : `${count(runs.length - left, 'other run')}`} was done or rejected before, and is folded.` : '';
    const opening = follows.length ? `\n\nBelow: ${listed(follows)}. Nothing runs before you send it.${behind}` : behind && `\n\n${behind.trim()}`;
    const closing = [
        heldBack.length ? `${count(heldBack.length, 'more edit')} touch${heldBack.length === 1 ? 'es' : ''} the same lines, and follow${heldBack.length === 1 ? 's' : ''} once these are sent.` : '',
        forPeople.length ? `**For a person**, since code cannot decide:\n\n${forPeople.slice(0, 30).map(finding => `- ${code(`${finding.file}:${finding.range.start.line + 1}`)} ${message(finding.message)}`).join('\n')}${forPeople.length > 30 ? `\n- … and ${forPeople.length - 30} more; **review** lists all` : ''}` : '',
        summaryOf(operations, narrowed)
    ].filter(part => part !== '').join('\n\n');
    return { markdown: `${whatWasRead(facts)}${note}${opening}`, operations, later, ...(closing === '' ? {} : { closing }) };
}

/** Runs that the words of the person name; none where they name no run. */
function fittingRuns(runs: readonly DerivedOperation[], goal: string | undefined): readonly DerivedOperation[] {
    const words = goalWords(goal);
    return words.length > 0 ? runs.filter(run => scoreOf(words, `${run.concern} ${run.operation.title}`) > 0) : [];
}

function subjectOf(run: DerivedOperation): string {
    return run.concern.slice('run:'.length);
}

/** Housekeeping stands behind what is urgent; where nothing is, it is what there is to do. */
function unfoldedIfAlone(edits: readonly DerivedOperation[]): readonly DerivedOperation[] {
    return edits.every(edit => edit.folded) ? edits.map(({ operation, concern }) => ({ operation, concern })) : edits;
}

/** The first few stand open; what was folded already stays so, and what the person has answered takes no place. */
function fold(operations: readonly DerivedOperation[], room: number, isAnswered: (item: DerivedOperation) => boolean): DerivedOperation[] {
    let open = 0;
    return operations.map(operation => operation.folded || isAnswered(operation) || ++open > room ? { ...operation, folded: true } : operation);
}
