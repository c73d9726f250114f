/** Code from the internet goes straight into a shell. */
import { baseOf } from '../../../repo/effective-call';
import type { Check, CheckContext } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import { isTestPath, runningShell } from '../../shell-view';
import type { ShellCall, ShellScript } from '../../../repo/shell-script';

const FETCHES = new Set(['curl', 'wget', 'fetch']);
const SHELLS = new Set(['bash', 'sh', 'zsh', 'dash', 'ash', 'ksh', 'python', 'python3', 'perl', 'node', 'ruby', 'source', '.', 'eval']);

export const check: Check = {
    meta: {
        id: 'shell/remote-code', severity: 'warning',
        title: 'Code from the internet is piped into a shell',
        docs: 'What a server sends at the moment is run with your rights, and half of it if the connection breaks. Download a fixed version to a file, compare its checksum, then run it; or install the tool by a package manager. There is no mend, since the right version and checksum are for a person to choose.'
    },
    *run(context): Iterable<Finding> {
        for (const { file, script, at } of runningShell(context)) {
            for (const call of isTestPath(file) && context.model(file)!.kind !== 'pipeline' ? [] : script.calls) {
                const fetched = runsFetched(context, script, call);
                if (fetched) {
                    yield report(context, check.meta, { file, start: at(call.start), end: at(call.end) }, { message: `What ${fetched} sends is run by \`${baseOf(context.shell.effective(call, script)[0].text)}\` as it comes: nothing checks what it is.` });
                }
            }
        }
    }
};

/** `curl … | bash`, `bash <(curl …)`, `bash -c "$(curl …)"`, `source <(curl …)`; not a fetch from this machine. */
function runsFetched(context: CheckContext, script: ShellScript, call: ShellCall): string | undefined {
    const words = context.shell.effective(call, script);
    const program = baseOf(words[0]?.value ?? '');
    if (!SHELLS.has(program)) {
        return undefined;
    }
    const readsInput = words.slice(1).every(word => word.text.startsWith('-') || word.value === 'sh' || word.value === '/dev/stdin') || words.some(word => word.value === '-s' || word.value === '-');
    const inline = words.slice(1).flatMap(word => word.pieces.flatMap(piece => piece.kind === 'command' && /^(<\(|\$\(|"\$\(|`)/.test(piece.shown) ? [...piece.calls] : []));
    const inlineRuns = words.some(word => /^-\w*c$/.test(word.value ?? '')) || ['source', '.', 'eval'].includes(program) || words.slice(1).some(word => word.text.startsWith('<('));
    const data = /^(python3?|perl|node|ruby)$/.test(program) && words.length > 1 && !words.slice(1).every(word => word.value === '-');
    const sources = [...(readsInput && !data && !words.some(word => /^-\w*c$/.test(word.value ?? '')) ? call.pipedFrom : []), ...(inlineRuns ? inline : [])];
    const fetch = sources.find(source => FETCHES.has(baseOf(context.shell.effective(source, script)[0]?.value ?? '')));
    const url = fetch?.words.find(word => /^["']?https?:\/\//.test(word.text));
    return fetch && !(url && /localhost|127\.0\.0\.1|169\.254|metadata/.test(url.text)) ? (url ? `\`${/^["']?https?:\/\/[^/"'$]+/.exec(url.text)?.[0].replace(/["']/g, '') ?? 'a server'}\`` : 'the server') : undefined;
}
