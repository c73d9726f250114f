/** The log lines of a task, as the task beside it has them: at the same place, with its own name. */
import { baseName, stemOf } from '../../repo/repo-path';
import { changed, lineBreakOf, patchEdit } from '../mend-edits';
import { logCalls, opensLog } from '../log-calls';
import { wholeLines } from '../shell-view';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';
import type { ShellCall, ShellScript } from '../../repo/shell-script';
import type { TaskFamily } from '../../repo/task-families';

export function taskLogMend(context: CheckContext, family: TaskFamily, script: ShellScript, common: readonly string[]): Mend | undefined {
    const at = family.tasks.indexOf(script.file);
    const models = [...family.tasks.slice(0, at).reverse(), ...family.tasks.slice(at + 1)].flatMap(task => context.shell.scripts.get(task) ?? []);
    const model = models.find(candidate => common.every(name => logCalls(context, candidate).some(call => call.name === name)) && lastSource(candidate) !== undefined);
    const source = lastSource(script);
    if (!model || !source) {
        return undefined;
    }
    const opened = new Set<string>();
    const logs = logCalls(context, model).filter(call => common.includes(call.name!) && call.conditions.length === 0)
        .filter(call => !opensLog(context, model, call.name!) || (!opened.has(call.name!) && opened.add(call.name!)));
    const ourTitle = mostlySmall(context, models, common) ? titleOf(stemOf(script.file)).toLowerCase() : titleOf(stemOf(script.file));
    const lines = logs.map(call => ownLine(model, script, { call, ourTitle }));
    const opening = logs.findIndex((call, index) => index > 0 && gapBetween(model, logs[index - 1], call));
    const head = lines.slice(0, opening < 0 ? lines.length : opening);
    const tail = opening < 0 ? undefined : lines.slice(opening).at(-1);
    if (lines.some(line => line === undefined)) {
        return undefined;
    }
    const text = context.text(script.file)!;
    const lineBreak = lineBreakOf(text);
    const start = wholeLines(text, source.start, source.end).end;
    const joined = /^[ \t]*\r?\n/.exec(text.slice(start));
    const insertion = joined ? start + joined[0].length : start;
    const lastOfHead = logs[head.length - 1];
    const gap = /^[ \t]*\r?\n[ \t]*\r?\n/.test(model.text.slice(lastOfHead.end)) && text.slice(insertion).trim() !== '' ? lineBreak : '';
    const beginning = `${joined ? '' : lineBreak}${head.join(lineBreak)}${lineBreak}${gap}`;
    const closed = tail === undefined ? [] : [{ start: text.length, end: text.length, text: `${text.endsWith('\n') ? '' : lineBreak}${lineBreak}${tail}${lineBreak}` }];
    return { title: `Log in ${baseName(script.file)} as its siblings do`, edits: [patchEdit(script.file, text, changed(text, [{ start: insertion, end: insertion, text: beginning }, ...closed]))] };
}

function lastSource(script: ShellScript): ShellCall | undefined {
    return script.calls.filter(call => (call.name === 'source' || call.name === '.') && call.inFunction === undefined).at(-1);
}

/** Other statements stand between two log lines: the second belongs to the end. */
function gapBetween(model: ShellScript, before: ShellCall, after: ShellCall): boolean {
    return model.calls.some(call => call.inFunction === undefined && call.start > before.end && call.end < after.start && !call.substituted);
}

/** The sibling's line, with its names replaced by this task's; undefined if it says what only the sibling can say. */
function ownLine(model: ShellScript, script: ShellScript, { call, ourTitle }: { readonly call: ShellCall; readonly ourTitle: string }): string | undefined {
    const line = model.text.slice(call.start, call.end);
    const [theirs, ours] = [stemOf(model.file), stemOf(script.file)];
    const theirTitle = titleOf(theirs);
    if (call.words.length === 1 || /\$0|BASH_SOURCE/.test(line)) {
        return line;
    }
    if (line.includes(theirs)) {
        return line.replaceAll(theirs, () => ours);
    }
    const words = call.words[1].value ?? '';
    const named = new RegExp(theirTitle.split(' ').join('[ _-]'), 'i').exec(words);
    if (call.words.length > 2 || call.words[1].value === undefined) {
        return undefined;
    }
    const phrase = named ? words.replace(named[0], () => ourTitle) : /\s(ready|done|complete|finished|ok)$/i.test(words) ? `${ourTitle} ${words.split(' ').at(-1)}` : ourTitle;
    const quote = /["']/.exec(model.text.slice(call.words[1].start, call.words[1].end))?.[0] ?? "'";
    return `${call.name} ${quote}${phrase}${quote}`;
}

/** The tasks speak in small letters; a name here and there begins with one anyway. */
function mostlySmall(context: CheckContext, models: readonly ShellScript[], common: readonly string[]): boolean {
    const said = models.flatMap(model => logCalls(context, model).filter(call => common.includes(call.name!)).flatMap(call => /^["']([A-Za-z])/.exec(call.words[1]?.text ?? '')?.[1] ?? []));
    return said.filter(letter => letter === letter.toLowerCase()).length * 2 > said.length;
}

/** `120_certificate` → `Certificate`. */
function titleOf(stem: string): string {
    const words = stem.replace(/^\d+[-_.]/, '').replace(/[-_]+/g, ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
}
