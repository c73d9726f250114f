/** Puts a task into the entry point that runs its siblings, at the place of its number, in the form of its neighbours. */
import { baseName, stemOf } from '../../repo/repo-path';
import { numberOf, type Mention, type TaskFamily } from '../../repo/task-families';
import { changed, patchEdit } from '../mend-edits';
import { wholeLines } from '../shell-view';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';

export function wireTaskMend(context: CheckContext, family: TaskFamily, task: string): Mend | undefined {
    const driver = family.driver;
    const text = driver === undefined ? undefined : context.text(driver);
    const neighbour = driver === undefined || text === undefined ? undefined : nearest(family, driver, task, text);
    if (driver === undefined || text === undefined || neighbour === undefined) {
        return undefined;
    }
    const { mention, after } = neighbour;
    const { start, end } = wholeLines(text, mention.start, mention.end);
    const line = text.slice(start, end);
    const own = line.includes(baseName(mention.task)) ? line.replaceAll(baseName(mention.task), () => baseName(task)) : line.replaceAll(stemOf(mention.task), () => stemOf(task));
    const clean = own.replace(/\s+#.*(?=\r?\n?$)/, '');
    const complete = clean.endsWith('\n') ? clean : `${clean}\n`;
    const at = after ? end : start;
    return {
        title: `Run ${baseName(task)} from ${driver}`,
        edits: [patchEdit(driver, text, changed(text, [{ start: at, end: at, text: complete }]))],
        assumptions: [`REVIEW: ${baseName(task)} runs at the place of its number, ${after ? 'after' : 'before'} ${baseName(mention.task)}`]
    };
}

/** The mention in the driver behind which its number puts it; the first one if it comes before all. Only mentions that have a line of their own. */
function nearest(family: TaskFamily, driver: string, task: string, text: string): { mention: Mention; after: boolean } | undefined {
    const alone = family.mentions.filter(mention => mention.file === driver && !mention.byGlob && mention.end > mention.start && aloneInLine(text, mention, family));
    const order = (file: string): number => family.numbered ? numberOf(file) : family.tasks.indexOf(file);
    const before = alone.filter(mention => order(mention.task) <= order(task)).sort((a, b) => order(b.task) - order(a.task) || b.start - a.start)[0];
    const first = alone.sort((a, b) => order(a.task) - order(b.task))[0];
    return before ? { mention: before, after: true } : first ? { mention: first, after: false } : undefined;
}

function aloneInLine(text: string, mention: Mention, family: TaskFamily): boolean {
    const { start, end } = wholeLines(text, mention.start, mention.end);
    const line = text.slice(start, end);
    return !/\\\s*$/.test(line) && !/&&|\|\||;/.test(line) && !/^\s*(if|while|for|case|\w+=\()/.test(line) && family.tasks.filter(task => line.includes(stemOf(task))).length === 1;
}
