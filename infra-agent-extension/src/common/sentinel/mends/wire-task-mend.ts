/** Puts a task into the entry point that runs its siblings, at the place of its number, in the form of its neighbours: a line, or a word of a list. */
import { baseName, stemOf } from '../../repo/repo-path';
import { numberOf, type Mention, type TaskFamily } from '../../repo/task-families';
import { changed, patchEdit } from '../mend-edits';
import { wholeLines } from '../shell-view';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';

export function wireTaskMend(context: CheckContext, family: TaskFamily, task: string): Mend | undefined {
    const { driver } = family;
    const text = driver === undefined ? undefined : context.text(driver);
    if (driver === undefined || text === undefined) {
        return undefined;
    }
    const neighbour = nearest(family, driver, task, text);
    const change = neighbour?.listed ? besideInList(text, neighbour, family, task) : neighbour && lineBeside(text, neighbour, task);
    return neighbour && change && {
        title: `Run ${baseName(task)} from ${driver}`,
        edits: [patchEdit(driver, text, changed(text, [{ start: change.at, end: change.at, text: change.text }]))],
        assumptions: [`REVIEW: ${baseName(task)} runs ${isByName(family) ? 'last' : 'at the place of its number'}, ${neighbour.after ? 'after' : 'before'} ${baseName(neighbour.mention.task)}`]
    };
}

interface Neighbour {
    readonly mention: Mention;
    readonly after: boolean;
    /** A word among others of its kind, in a loop or a list; otherwise it has a line of its own. */
    readonly listed: ListedWord | undefined;
}

interface Insertion {
    readonly at: number;
    readonly text: string;
}

/** The neighbour's line once more, with the name of the task. */
function lineBeside(text: string, { mention, after }: Neighbour, task: string): Insertion {
    const { start, end } = wholeLines(text, mention.start, mention.end);
    const line = text.slice(start, end);
    const own = line.includes(baseName(mention.task)) ? line.replaceAll(baseName(mention.task), () => baseName(task)) : line.replaceAll(stemOf(mention.task), () => stemOf(task));
    const clean = own.replace(/\s+#.*(?=\r?\n?$)/, '');
    return { at: after ? end : start, text: clean.endsWith('\n') ? clean : `${clean}\n` };
}

/** A word of a list, and what parts it from the words beside it. */
interface ListedWord {
    readonly start: number;
    readonly end: number;
    /** Blanks, or the end of a continued line with the indent of the next. */
    readonly space: string;
}

/** The neighbour's word once more, with the name of the task, parted as the words of the list are. */
function besideInList(text: string, { mention, after, listed }: Neighbour, family: TaskFamily, task: string): Insertion | undefined {
    const { start, end, space } = listed!;
    const word = text.slice(start, end);
    const kind = namesOf(mention.task).findIndex(name => isNamedIn(word, name));
    const [was, name] = [namesOf(mention.task)[kind], namesOf(task)[kind]];
    // A number or a bare name that two tasks share would say another thing.
    const isUnique = name !== undefined && family.tasks.every(other => other === task || namesOf(other)[kind] !== name);
    if (!isUnique) {
        return undefined;
    }
    const own = word.replace(was, () => name);
    return after ? { at: end, text: `${space}${own}` } : { at: start, text: `${own}${space}` };
}

/** By what a list can name a task: file, name without extension, number, name without number. */
function namesOf(task: string): readonly string[] {
    const numbered = /^(\d+)[-_.](.+)$/.exec(stemOf(task));
    return [baseName(task), stemOf(task), ...(numbered ? [numbered[1], numbered[2]] : [])];
}

function isNamedIn(word: string, name: string): boolean {
    const at = word.indexOf(name);
    return at >= 0 && !/[\w-]/.test(word[at - 1] ?? '') && !/[\w-]/.test(word[at + name.length] ?? '');
}

const BETWEEN = /^(?:[ \t]+(?:\\\r?\n[ \t]*)?|\\\r?\n[ \t]*)$/;

/** Where the mention is a word of a list whose next or previous word names a task of the family too. */
function listedWord(text: string, mention: Mention, family: TaskFamily): ListedWord | undefined {
    const words = [...text.slice(mention.start, mention.end).matchAll(/[^\s"']+/g)].map(match => ({ start: mention.start + match.index, end: mention.start + match.index + match[0].length }));
    const own = words.find(({ start, end }) => namesOf(mention.task).some(name => isNamedIn(text.slice(start, end), name)));
    if (!own) {
        return undefined;
    }
    // A word in quotes ends with them, unless the quotes hold the whole list.
    const quoted = words.length === 1 ? { start: mention.start, end: mention.end } : own;
    const next = /^([ \t]*(?:\\\r?\n)?[ \t]*)(\S+)/.exec(text.slice(quoted.end));
    const before = /(\S+?)([ \t]*(?:\\\r?\n)?[ \t]*)$/.exec(text.slice(Math.max(0, quoted.start - 500), quoted.start));
    const isTask = (word: string): boolean => family.tasks.some(task => task !== mention.task && namesOf(task).some(name => isNamedIn(word, name)));
    const space = next && BETWEEN.test(next[1]) && isTask(next[2]) ? next[1] : before && BETWEEN.test(before[2]) && isTask(before[1]) ? before[2] : undefined;
    return space === undefined ? undefined : { ...quoted, space };
}

/** The mention in the driver behind which its number puts it; the first one if it comes before all. Only lines of their own, and words of lists. */
function nearest(family: TaskFamily, driver: string, task: string, text: string): Neighbour | undefined {
    const here = family.mentions.filter(mention => mention.file === driver && !mention.byGlob && mention.end > mention.start).flatMap(mention => {
        const listed = aloneInLine(text, mention, family) ? undefined : listedWord(text, mention, family);
        return listed || aloneInLine(text, mention, family) ? [{ mention, listed }] : [];
    });
    if (isByName(family)) {
        const last = here.sort((a, b) => b.mention.start - a.mention.start)[0];
        return last && { ...last, after: true };
    }
    const order = (file: string): number => family.numbered ? numberOf(file) : family.tasks.indexOf(file);
    const before = here.filter(({ mention }) => order(mention.task) <= order(task)).sort((a, b) => order(b.mention.task) - order(a.mention.task) || b.mention.start - a.mention.start)[0];
    const first = here.sort((a, b) => order(a.mention.task) - order(b.mention.task))[0];
    return before ? { ...before, after: true } : first ? { ...first, after: false } : undefined;
}

/** Neither numbers nor the owner say in which order they run. */
function isByName({ numbered, tasks }: TaskFamily): boolean {
    return !numbered && tasks.every((task, index) => index === 0 || tasks[index - 1] < task);
}

function aloneInLine(text: string, mention: Mention, family: TaskFamily): boolean {
    const { start, end } = wholeLines(text, mention.start, mention.end);
    const line = text.slice(start, end);
    return !/\\\s*$/.test(line) && !/&&|\|\||;/.test(line) && !/^\s*(if|while|for|case|\w+=\()/.test(line) && family.tasks.filter(task => line.includes(stemOf(task))).length === 1;
}
