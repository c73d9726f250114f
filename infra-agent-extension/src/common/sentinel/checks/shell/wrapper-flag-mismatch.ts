/** A wrapper adds a flag to every call, and a subcommand that is called through it does not take that flag. */
import { groupBy } from '../../../repo/group-by';
import { acceptsFlag } from '../../accepted-flags';
import type { Check, CheckContext } from '../../check';
import type { Finding, Mend } from '../../finding';
import { changed, patchEdit } from '../../mend-edits';
import { report } from '../../report';
import { isForeign } from '../../shell-view';
import type { ShellCall, ShellScript, ShellWord } from '../../../repo/shell-script';

export const check: Check = {
    meta: {
        id: 'shell/wrapper-flag-mismatch', severity: 'error',
        title: 'A wrapper adds a flag that the called subcommand does not take',
        docs: 'A function such as `gcp_regional() { gcloud "$@" --region="$REGION"; }` fits the subcommands that take the flag, and breaks those that do not ("unrecognized arguments"). Call these through a wrapper without the flag. Reported only for subcommands whose flags are known.'
    },
    *run(context): Iterable<Finding> {
        const found = [...context.shell.scripts.values()].filter(script => !isForeign(script.file) && script.problems.length === 0).flatMap(script => script.calls.flatMap(call => mismatchOf(context, script, call)));
        // One mend for each wrapper and flag: all calls that it breaks are mended at once.
        for (const [, all] of groupBy(found, ({ call, flag }) => `${call.name} ${flag}`)) {
            const mend = mendOf(context, all);
            for (const { script, call, flag, words } of all) {
                const path = words.slice(1).map(word => word.value ?? word.text).filter(value => !value.startsWith('-'));
                yield report(context, check.meta, { file: script.file, start: call.start, end: call.words[Math.min(2, call.words.length - 1)].end }, {
                    message: `\`${call.name}\` adds \`${flag}\` to every call, and \`${words[0].value} ${path.slice(0, 2).join(' ')}\` does not take it.`, mend
                });
            }
        }
    }
};

interface Mismatch {
    readonly script: ShellScript;
    readonly call: ShellCall;
    readonly words: readonly ShellWord[];
    readonly flag: string;
}

function mismatchOf(context: CheckContext, script: ShellScript, call: ShellCall): Mismatch[] {
    const words = context.shell.effective(call, script);
    const added = call.name === words[0]?.value ? [] : words.filter(word => !within(call, word));
    const flag = added.map(word => flagOf(word)).find(candidate => candidate !== undefined && !acceptsFlag(words.map(word => word.value ?? word.text), candidate));
    return flag !== undefined && call.name !== undefined && !passesOn(call) ? [{ script, call, words, flag }] : [];
}

function within(call: ShellCall, word: ShellWord): boolean {
    return call.words.includes(word);
}

function passesOn(call: ShellCall): boolean {
    return call.words.some(word => /^"?\$\{?[@*]\}?"?$/.test(word.text));
}

function flagOf(word: ShellWord): string | undefined {
    return /^-{1,2}[a-z][\w-]*/.exec(word.pieces[0]?.kind === 'text' ? word.pieces[0].text : '')?.[0];
}

/** Through a wrapper that does not add the flag, where there is one; else in the wrapper's own words without it. */
function mendOf(context: CheckContext, all: readonly Mismatch[]): Mend | undefined {
    const changes = all.map(one => {
        const other = otherWrapper(context, one.script, one.call, one.flag);
        const text = other ?? spelledOut(one);
        const last = one.call.words.find(word => word.start > one.call.words[0].start);
        return text === undefined ? undefined : { file: one.script.file, start: one.call.words[0].start, end: other === undefined ? endOfVerb(one) ?? last?.start ?? one.call.words[0].end : one.call.words[0].end, text, other };
    });
    if (changes.some(change => change === undefined)) {
        return undefined;
    }
    const known = changes as { file: string; start: number; end: number; text: string; other?: string }[];
    const edits = [...groupBy(known, change => change.file)].map(([file, own]) => patchEdit(file, context.text(file)!, changed(context.text(file)!, own)));
    const [{ flag, call }] = all;
    return { title: known[0].other === undefined ? `Call ${all[0].words[0].value} without ${flag} where it does not take it` : `Call it through ${known[0].other}, which adds no ${flag}`, edits, assumptions: known[0].other === undefined ? [`REVIEW: the calls are spelled out as ${call.name} would make them, without ${flag}`] : undefined };
}

/** Behind the words of the caller that stand in front of the flag: they move into the spelled-out text. */
function endOfVerb({ call, words, flag }: Mismatch): number | undefined {
    const before = words.slice(0, words.findIndex(word => flagOf(word) === flag)).filter(word => within(call, word) || call.words.some(own => own.value !== undefined && own.value === word.value && own !== call.words[0]));
    const own = call.words.filter(word => before.some(other => other === word || (other.value !== undefined && other.value === word.value))).slice(-1)[0];
    return own && own !== call.words[0] ? own.end : undefined;
}

/** What the wrapper puts in front, without the flag; the caller's other words stay as they are. Only where nothing is added behind them. */
function spelledOut({ call, words, flag }: Mismatch): string | undefined {
    const at = words.findIndex(word => flagOf(word) === flag);
    const behind = words.slice(at + 1).filter(word => !within(call, word));
    const valued = !(words[at].value ?? words[at].text).includes('=') && words[at + 1] !== undefined && !within(call, words[at + 1]);
    const kept = words.slice(0, at);
    const plain = kept.every(word => word.pieces.every(piece => piece.kind === 'text' || (piece.kind === 'variable' && !/^[0-9@*]?$/.test(piece.name))));
    return behind.length > (valued ? 1 : 0) || !plain || words[0].value === undefined ? undefined : kept.map(word => word.value !== undefined && /^[\w./:=,@%+-]+$/.test(word.value) ? word.value : word.text).join(' ');
}

/** A wrapper of the same program that does not add the flag: the one that differs least. */
function otherWrapper(context: CheckContext, script: ShellScript, call: ShellCall, flag: string): string | undefined {
    const args = call.words.slice(1);
    const program = context.shell.effective(call, script)[0]?.value;
    const texts = (words: readonly ShellWord[]): Set<string> => new Set(words.map(word => word.text));
    const now = texts(context.shell.effective(call, script));
    const candidates = [...context.shell.functions(script.file).keys()].filter(name => name !== call.name && name !== call.inFunction).flatMap(name => {
        const word: ShellWord = { ...call.words[0], text: name, value: name, pieces: [{ kind: 'text', text: name }] };
        const words = context.shell.effective({ ...call, words: [word, ...args], name }, script);
        const passes = words[0]?.value === program && args.every(arg => words.includes(arg)) && words.every(own => flagOf(own) !== flag || args.includes(own));
        return passes && words.length > args.length + 1 ? [{ name, lost: [...now].filter(text => !texts(words).has(text)).length, gained: [...texts(words)].filter(text => !now.has(text)).length }] : [];
    }).sort((a, b) => a.lost + a.gained - b.lost - b.gained);
    return candidates[0]?.gained === 0 ? candidates[0].name : undefined;
}
