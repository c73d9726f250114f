/** What a task says of itself: its purpose in its first comment, and the line that it logs when it got through. */
import { baseName } from '../../repo/repo-path';
import type { CheckContext } from '../../sentinel/check';

const SAYS = /^(echo|printf|log\w*|info|success|ok|done|say|note|msg|print_\w+)$/;

export function taskTitle(context: CheckContext, task: string): string {
    const text = context.text(task) ?? '';
    const comment = /^(?:#!.*\r?\n)?(?:[ \t]*#?[ \t]*\r?\n)*#(?!!)[ \t]*(?!shellcheck)([^\s#].*?)[ \t]*\r?$/m.exec(text.slice(0, 600));
    const sentence = comment?.[1].split(/(?<=[.:])\s/)[0].replace(/[.:]\s*$/, '').trim();
    return sentence && sentence.length > 3 && sentence.length <= 120 && !/^[-=*#]+$/.test(sentence) ? `${baseName(task)}: ${sentence}` : `Run ${baseName(task)}`;
}

/** A regular expression for the last thing that it says when nothing went wrong; undefined if that is not fixed by its text. */
export function taskShows(context: CheckContext, task: string): string | undefined {
    const script = context.shell.scripts.get(task);
    const last = script?.calls.filter(call => call.inFunction === undefined && !call.substituted && !call.tested && !call.background && (call.start === 0 || script.text[call.start - 1] === '\n')).at(-1);
    if (!last || !SAYS.test(last.name ?? '') || last.redirects.length > 0 || last.words.length < 2 || last.inLoop) {
        return undefined;
    }
    const said = last.name === 'printf' ? undefined : last.words.at(-1);
    const literal = said?.pieces.filter(piece => piece.kind === 'text').map(piece => piece.text).sort((a, b) => b.length - a.length)[0]?.replace(/\\[nt].*$|\\(033|e|x1b)\[[0-9;]*m/g, '').trim();
    return literal && literal.length >= 4 && !literal.includes('\n') ? literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : undefined;
}
