/** The strict mode that the scripts beside have, at the place where they have it: under the comments at the top. */
import { changed, lineBreakOf, patchEdit } from '../mend-edits';
import { unsetReads } from '../unset-reads';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';
import type { ShellScript } from '../../repo/shell-script';

export function strictModeMend(context: CheckContext, script: ShellScript, strict: readonly ShellScript[]): Mend | undefined {
    // `cmd; if [ $? -ne 0 ]` would end at `cmd`: someone has to rewrite it first.
    if (script.text.includes('$?') || failsAsAMatterOfCourse(script)) {
        return undefined;
    }
    const text = context.text(script.file)!;
    const line = safeMode(context, script, commonMode(strict) ?? (script.dialect === 'sh' ? 'set -eu' : 'set -euo pipefail'));
    const { at, before, after } = placeOf(text);
    const lineBreak = lineBreakOf(text);
    const inserted = `${before ? lineBreak : ''}${line}${lineBreak}${after ? lineBreak : ''}`;
    return {
        title: `Stop ${script.file} at the first step that fails`,
        edits: [patchEdit(script.file, text, changed(text, [{ start: at, end: at, text: inserted }]))],
        assumptions: [`REVIEW: no step of ${script.file} relies on being allowed to fail; one that does needs \`|| true\` and a comment`]
    };
}

/** A plain command that says something by its status, which nobody asks for: the script would end there on a good day. */
function failsAsAMatterOfCourse(script: ShellScript): boolean {
    const answers = /^(grep|egrep|fgrep|diff|cmp|which|pgrep|pidof|pkill|killall|kill|expr|let|type|hash|id|getent|nc|rmdir|umount|rm|read|command|test|\[)$/;
    const harmless = /^(rm -\w*f|read (?!.*-\w*d)|command (?!-[vV]))/;
    return /^[ \t]*\(\(.*(\+\+|--|[-+]=|=).*\)\)[ \t]*(#.*)?$/m.test(script.text)
        || script.calls.some(call => answers.test(call.name ?? '') && !call.tested && !call.failureHandled && !call.substituted && !call.background && call.pipedTo.length === 0 && !harmless.test(`${call.name} ${call.words.slice(1).map(word => word.text).join(' ')}`));
}

function commonMode(strict: readonly ShellScript[]): string | undefined {
    const lines = strict.flatMap(script => /^set -[a-zA-Z]+( -?o? ?\w+)*[ \t]*$/m.exec(script.text)?.[0].trim() ?? []);
    const counts = new Map<string, number>();
    lines.forEach(line => counts.set(line, (counts.get(line) ?? 0) + 1));
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** `-u` only where nothing is read that may be unset: a mend must not break the script. */
function safeMode(context: CheckContext, script: ShellScript, mode: string): string {
    return unsetReads(context, script).length === 0 ? mode : mode.replace(/^set -([a-zA-Z]+)/, (whole, letters: string) => letters === 'u' ? whole : `set -${letters.replace('u', '')}`);
}

/** Behind the `#!` line and the comments that follow it; directives for shellcheck stay with the line below them. */
function placeOf(text: string): { at: number; before: boolean; after: boolean } {
    let at = 0;
    let last = '';
    for (;;) {
        const end = text.indexOf('\n', at);
        const line = text.slice(at, end < 0 ? text.length : end);
        if (end < 0 || !/^#/.test(line) || /^#\s*shellcheck\s+(source|disable)/.test(line)) {
            break;
        }
        last = line;
        at = end + 1;
    }
    const next = text.slice(at).split('\n', 1)[0].trim();
    return { at, before: at > 0 && text[at - 1] !== '\n' && last !== '', after: next !== '' };
}
