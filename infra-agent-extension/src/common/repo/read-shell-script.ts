/** Shell text to what it says (`ShellScript`): one walk over the syntax tree. */
import { parseShell, type ast } from '../shell/parse-shell';
import { readCalls } from './shell-walk';
import type { ShellScript } from './shell-script';

export function readShellScript(file: string, text: string): ShellScript {
    const readable = withoutCarriageReturns(text);
    const { script, problems } = parseShell(readable);
    const shebang = /^#!(.*)/.exec(text)?.[1].trim();
    const reading = readCalls(script as ast.ParsedScript, readable);
    return { file, text, problems, shebang, dialect: dialectOf(shebang, file), ...reading };
}

/** Without a `#!` line a file is read as its name says, else as bash. */
function dialectOf(shebang: string | undefined, file: string): ShellScript['dialect'] {
    const interpreter = shebang === undefined ? file.split('.').pop() ?? '' : shebang.split(/[\s/]+/).find(word => /^(ba|da|z|k|a)?sh$/.test(word)) ?? '';
    if (interpreter === 'zsh') {
        return 'zsh';
    }
    return shebang !== undefined && ['sh', 'dash', 'ash'].includes(interpreter) ? 'sh' : 'bash';
}

/** CRLF is a finding of its own; everything else is read as if it were LF. Offsets stay. */
function withoutCarriageReturns(text: string): string {
    return text.includes('\r') ? text.replaceAll('\\\r\n', ' \\\n').replaceAll('\r\n', ' \n') : text;
}
