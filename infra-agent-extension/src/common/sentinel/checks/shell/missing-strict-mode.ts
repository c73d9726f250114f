/** A script without `set -e` goes on after a failed step, and reports success. */
import { baseName, folderOf } from '../../../repo/repo-path';
import type { Check, CheckContext } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import { executedScripts, isTestPath, strictnessOf } from '../../shell-view';
import { strictModeMend } from '../../mends/strict-mode-mend';
import type { ShellScript } from '../../../repo/shell-script';

const CHANGING = new Set(['kubectl', 'oc', 'helm', 'helmfile', 'kustomize', 'flux', 'argocd', 'gcloud', 'gsutil', 'aws', 'eksctl', 'az', 'terraform', 'tofu', 'pulumi', 'ansible-playbook']);

/** Scripts whose job it is to go on and tell everything: linters, checks, clean-ups. */
const GOES_ON = /(^|[-_.])(lint|check|checks|test|tests|validate|verify|probe|health\w*|ready|live\w*|scan|fmt|format|clean|cleanup|destroy|teardown|delete|uninstall|down|status|debug|doctor|diagnos\w*|logs?|info|completion|profile|bashrc)([-_.]|$)/i;

export const check: Check = {
    meta: {
        id: 'shell/missing-strict-mode', severity: 'warning',
        title: 'A script goes on after a step that failed',
        docs: 'Without `set -e` (errexit) a script runs on after a failed command and may end with exit code 0; without `set -u` and `pipefail` typing errors and failures inside pipelines stay unseen. Reported for scripts whose siblings have a strict mode, and for scripts that drive infrastructure tools; not for scripts that chose their own options, and not for files that are only sourced.'
    },
    *run(context): Iterable<Finding> {
        const executed = executedScripts(context);
        const modes = new Map(executed.map(script => [script.file, strictnessOf(context, script)]));
        for (const script of executed) {
            if (modes.get(script.file)!.errexit || modes.get(script.file)!.chosen || isTestPath(script.file) || /(^|\/)\.devcontainer\//.test(script.file) || countsFailures(script) || !canGoOn(script)) {
                continue;
            }
            const others = executed.filter(other => other !== script && !isTestPath(other.file));
            const everywhere = others.length >= 3 && others.every(other => modes.get(other.file)!.errexit);
            if (!everywhere && GOES_ON.test(baseName(script.file)) && !context.families.some(family => family.tasks.includes(script.file))) {
                continue;
            }
            const siblings = everywhere ? others : others.filter(other => folderOf(other.file) === folderOf(script.file));
            const strict = siblings.filter(other => modes.get(other.file)!.errexit);
            const odd = strict.length >= 2 && strict.length * 3 >= siblings.length * 2;
            if (odd || drives(context, script)) {
                const end = script.text.indexOf('\n');
                yield report(context, check.meta, { file: script.file, start: 0, end: end < 0 ? script.text.length : end }, {
                    message: odd ? `No strict mode: a step that fails is passed over. ${strict.length} of the ${siblings.length} ${everywhere ? 'other scripts' : 'scripts beside it'} have one.` : 'No strict mode: a step that fails is passed over, and the script may still end with success.',
                    mend: strictModeMend(context, script, strict)
                });
            }
        }
    }
};

/** Calls that do not fail in practice, or whose failure is of no matter to the next. */
const HARMLESS = new Set(['echo', 'printf', 'exit', 'return', 'true', ':', 'set', 'shift', 'export', 'local', 'declare', 'readonly', 'unset', 'shopt', 'umask', 'trap', 'pwd', 'dirname', 'basename', 'date', 'sleep', 'clear', 'tput', 'read', 'wait', 'break', 'continue']);

/** Some step that can fail has something behind it; else its status is the script's own. */
function canGoOn(script: ShellScript): boolean {
    const last = Math.max(...script.calls.filter(call => !call.substituted).map(call => call.statementStart));
    return script.calls.some(call => !HARMLESS.has(call.name ?? '') && !call.tested && !call.failureHandled && !call.redirects.some(redirect => redirect.heredoc) && call.pipedTo.length === 0 && (call.inFunction !== undefined || (call.substituted ? call.start : call.statementStart) < last));
}

/** It ends with an exit code of its own making: failures are looked after by hand. */
function countsFailures(script: ShellScript): boolean {
    return script.calls.some(call => call.name === 'exit' && call.inFunction === undefined && /^"?\$/.test(call.words[1]?.text ?? ''));
}

/** Not a tool for the command line, but at least three steps that change something elsewhere, one after the other. */
function drives(context: CheckContext, script: ShellScript): boolean {
    if (script.shebang === undefined || script.text.includes('$?')) {
        return false;
    }
    const steps = script.calls.filter(call => {
        const words = context.shell.effective(call, script);
        return CHANGING.has(words[0]?.value ?? '') && !call.tested && !call.failureHandled && !call.substituted && call.pipedTo.length === 0 && call.inFunction === undefined && call.conditions.length === 0;
    });
    return steps.length >= 3 && !script.calls.some(call => call.name === 'read' && call.words.some(word => word.value === '-p'));
}
