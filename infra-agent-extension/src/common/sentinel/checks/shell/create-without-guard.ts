/** Something is created without looking whether it is there: the second run fails, or makes another one. */
import type { Check, CheckContext } from '../../check';
import { creationOf, type Creation } from '../../creates';
import type { Finding } from '../../finding';
import { isGuarded, isNamedAnew } from '../../guards';
import { createGuardMend } from '../../mends/create-guard-mend';
import { report } from '../../report';
import { isInImage } from '../../image-scripts';
import { isForeign, isTestPath } from '../../shell-view';
import type { ShellCall, ShellRedirect, ShellScript, ShellWord } from '../../../repo/shell-script';

export const check: Check = {
    meta: {
        id: 'shell/create-without-guard', severity: 'warning',
        title: 'Something is created without looking whether it is there',
        docs: 'A script that stopped half way is run again, and every create of the first half then fails or makes a second one. Use a form that can be repeated (`apply`, `upgrade --install`, `mkdir -p`), the repository\'s own `ensure_…`, or look first. Not reported where something is asked before, where a failure is taken care of, where the name is new each time, or in tests.'
    },
    *run(context): Iterable<Finding> {
        for (const script of context.shell.scripts.values()) {
            if (isForeign(script.file) || isTestPath(script.file) || script.problems.length > 0) {
                continue;
            }
            for (const call of script.calls) {
                yield* creationFindings(context, script, call);
                if (!isInImage(context, script.file)) {
                    yield* appendFindings(context, script, call);
                }
            }
        }
    }
};

function* creationFindings(context: CheckContext, script: ShellScript, call: ShellCall): Iterable<Finding> {
    const words = context.shell.effective(call, script);
    const creation = creationOf(words, call);
    if (!creation || passesOn(call) || isGuarded(context, script, call) || isNamedAnew(script, words) || removedBefore(context, script, call, words, creation) || inFreshPlace(script, creation) || (OF_MACHINE.has(creation.program) && isInImage(context, script.file)) || isNamedByServer(context, script, call, words)) {
        return;
    }
    const end = call.words.find(word => /^create|^install$|^mb$/.test(word.value ?? ''))?.end ?? call.words[0].end;
    yield report(context, check.meta, { file: script.file, start: call.start, end }, {
        message: `\`${creation.named}\` without a guard: the second run ${creation.again}.`,
        mend: createGuardMend(context, script, call, creation)
    });
}

/** The body of a wrapper: what it creates is said where it is called. */
function passesOn(call: ShellCall): boolean {
    return call.words.some(word => /^"?\$\{?[@*]\}?"?$/.test(word.text)) || call.pipedTo.some(next => next.words.some(word => word.value === 'apply'));
}

/** Deleted a moment ago, by the same program and name: made anew on purpose. */
function removedBefore(context: CheckContext, script: ShellScript, call: ShellCall, words: readonly ShellWord[], creation: Creation): boolean {
    const names = new Set(words.slice(creation.verbAt + 1).filter(word => !word.text.startsWith('-')).map(word => word.text));
    return script.calls.some(other => {
        if (other.start >= call.start || other.inFunction !== call.inFunction) {
            return false;
        }
        const earlier = context.shell.effective(other, script);
        return earlier.some(word => /^(delete(-.*)?|rm|uninstall|remove|destroy|rb|unlink|rmdir)$/.test(word.value ?? '')) && earlier.some(word => names.has(word.text));
    });
}

/** A folder of its own that `mktemp` made, or a script that begins with an empty one. */
function inFreshPlace(script: ShellScript, creation: Creation): boolean {
    return OF_FILES.has(creation.program) && script.calls.some(call => call.name === 'mktemp' || (call.name === 'rm' && call.words.some(word => /^-\w*r/.test(word.value ?? ''))));
}

const OF_FILES = new Set(['mkdir', 'ln']);
const OF_MACHINE = new Set([...OF_FILES, 'groupadd', 'addgroup', 'useradd', 'adduser']);

/** `kubectl create -f` of what the API server names (`generateName`), or of a file that the caller names. */
function isNamedByServer(context: CheckContext, script: ShellScript, call: ShellCall, words: readonly ShellWord[]): boolean {
    const at = words.findIndex(word => /^(-f|--filename)(=|$)/.test(word.value ?? word.text));
    const file = at < 0 ? undefined : words[at].text.includes('=') ? words[at] : words[at + 1];
    const known = file ? context.shell.resolve(file, script, call.start)?.existing ?? [] : [];
    return file !== undefined && (known.some(path => /^\s*generateName:/m.test(context.text(path) ?? '')) || file.pieces.some(piece => piece.kind === 'variable' && /^[1-9@*]$/.test(piece.name)));
}

/** Files that outlive the run and that are read line by line: a line appended twice is there twice. */
const KEPT = /(^|\/)(\.(bashrc|zshrc|profile|bash_profile|zprofile|zshenv|gitignore|npmrc|netrc|pypirc|ssh\/(config|known_hosts|authorized_keys))|authorized_keys|known_hosts)$|^\/etc\/(hosts|fstab|environment|sysctl\.conf|profile|sudoers|crontab|modules)$/;

function* appendFindings(context: CheckContext, script: ShellScript, call: ShellCall): Iterable<Finding> {
    for (const redirect of call.redirects.filter(candidate => candidate.operator === '>>')) {
        if (redirect.target && KEPT.test(redirect.target.text.replace(/["']/g, '')) && !isGuarded(context, script, call) && !truncated(script, call, redirect)) {
            yield report(context, check.meta, { file: script.file, start: redirect.target.start, end: redirect.target.end }, {
                message: `It appends to \`${redirect.target.text.replace(/["'`]/g, '')}\` without looking whether the line is there: each run adds it again.`
            });
        }
    }
    if (call.name !== undefined && call.words[0].value === 'tee' && call.words.some(word => /^-\w*a|^--append$/.test(word.value ?? ''))) {
        const target = call.words.slice(1).find(word => KEPT.test(word.text.replace(/["']/g, '')));
        if (target && !isGuarded(context, script, call)) {
            yield report(context, check.meta, { file: script.file, start: target.start, end: target.end }, { message: `It appends to \`${target.text.replace(/["'`]/g, '')}\` without looking whether the line is there: each run adds it again.` });
        }
    }
}

function truncated(script: ShellScript, call: ShellCall, redirect: ShellRedirect): boolean {
    return script.calls.some(other => other.start < call.start && other.redirects.some(before => /^(>|>\|)$/.test(before.operator) && before.target?.text === redirect.target?.text));
}
