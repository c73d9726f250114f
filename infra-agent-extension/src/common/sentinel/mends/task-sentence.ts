/** What a task says of itself in its first comment, as a table's cell: lower case at the beginning, no full stop. */
import { baseName } from '../../repo/repo-path';
import type { CheckContext } from '../check';

export function taskSentence(context: CheckContext, task: string): string {
    const text = (context.text(task) ?? '').slice(0, 1_000);
    const comment = /^(?:#!.*\r?\n)?(?:\s*\r?\n)*#(?!!)\s?(?!\s*shellcheck)(.+?)\s*$/m.exec(text)?.[1];
    const sentence = comment?.split(/(?<=[.:])\s/)[0].replace(/[.:]\s*$/, '').trim() ?? '';
    const own = sentence.length > 3 ? sentence : baseName(task).replace(/^\d+[-_.]|\.\w+$/g, '').replace(/[-_]+/g, ' ');
    return /^[A-Z][a-z]/.test(own) ? own[0].toLowerCase() + own.slice(1) : own;
}
