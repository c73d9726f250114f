/** A script that others execute by its path has no run bit. */
import type { Check, CheckContext } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import { isForeign, runningShell } from '../../shell-view';
import type { ShellScript } from '../../../repo/shell-script';

export const check: Check = {
    meta: {
        id: 'shell/no-run-bit', severity: 'error',
        title: 'A script that is executed by its path has no run bit',
        docs: 'A script without the run bit cannot be started by its path: the caller ends with "Permission denied". Reported where a script, a Makefile or a task runner starts it by path; `bash script.sh` needs no run bit.'
    },
    *run(context): Iterable<Finding> {
        // A checkout that has no run bits at all (some file systems) tells nothing.
        if (![...context.shell.scripts.keys()].some(file => context.executable(file))) {
            return;
        }
        const startedBy = startedByPath(context);
        for (const script of context.shell.scripts.values()) {
            if (context.executable(script.file) || isForeign(script.file) || context.shell.sourcedBy(script.file).length > 0) {
                continue;
            }
            const by = startedBy.get(script.file) ?? startedInDocs(context, script.file);
            const family = context.families.find(candidate => candidate.tasks.includes(script.file));
            const only = by === undefined && script.shebang !== undefined && family !== undefined && family.tasks.length >= 4 && family.tasks.every(task => task === script.file || context.executable(task));
            if (by !== undefined || only) {
                const end = script.text.indexOf('\n');
                yield report(context, check.meta, { file: script.file, start: 0, end: end < 0 ? script.text.length : end }, {
                    message: by === undefined ? `It has no run bit; the ${family!.tasks.length - 1} others in ${family!.folder} have.` : `It has no run bit, and ${by} starts it by its path: "Permission denied".`,
                    mend: { title: `Make ${script.file} executable`, edits: [{ file: script.file, executable: true }] }
                });
            }
        }
    }
};

/** Which scripts are started by path, and by whom: a call whose program is the path, or a task runner that executes what it is named. */
function startedByPath(context: CheckContext): ReadonlyMap<string, string> {
    const started = new Map<string, string>();
    for (const { file, script, folder } of runningShell(context).filter(({ file: host }) => !['dockerfile', 'pipeline'].includes(context.model(host)!.kind))) {
        for (const call of script.calls) {
            const program = context.shell.effective(call, script)[0];
            if (program !== undefined && program.text.includes('/') && call.conditions.length === 0) {
                const resolved = context.shell.resolve(program, script, call.start, folder);
                if (resolved?.existing.length === 1 && resolved.pattern.exact && resolved.existing[0] !== file) {
                    started.set(resolved.existing[0], started.get(resolved.existing[0]) ?? file);
                }
            }
            if (program !== undefined && program.value === undefined) {
                for (const family of context.families.filter(candidate => candidate.runners.includes(file))) {
                    family.tasks.filter(task => executesFamily(context, script, program.text, context.shell.scripts.get(task)!)).forEach(task => started.set(task, started.get(task) ?? file));
                }
            }
        }
    }
    return started;
}

/** A code block starts it by its path, and the docs give it no run bit first. */
function startedInDocs(context: CheckContext, file: string): string | undefined {
    return context.facts.edges.find(edge => edge.kind === 'runs' && edge.to === file && context.model(edge.from)?.kind === 'doc' && !/chmod/.test(context.text(edge.from)!)
        && /^\s*(\$ )?(sudo )?\.?\.?\/?[\w./-]*$/.test(context.text(edge.from)!.split('\n')[edge.place.line].slice(0, edge.place.endCharacter)))?.from;
}

/** `exec "${task}"`, with the task's path joined from the folder of its family. */
function executesFamily(context: CheckContext, runner: ShellScript, program: string, script: ShellScript): boolean {
    const family = context.families.find(candidate => candidate.runners.includes(runner.file) && candidate.tasks.includes(script.file));
    if (!family) {
        return false;
    }
    const name = /^"?\$\{?(\w+)\}?"?$/.exec(program)?.[1];
    const joined = name === undefined ? /\$\{?\w*(TASK|STEP)\w*\}?\/"?\$/i.test(program) : runner.sets.some(set => set.name === name && set.value && context.shell.resolve(set.value, runner)?.existing.includes(script.file));
    return joined && !runner.calls.some(call => call.name === 'chmod');
}
