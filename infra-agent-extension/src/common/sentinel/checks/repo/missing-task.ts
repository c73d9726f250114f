/** An entry point names a task that is not there. */
import { baseName, folderOf } from '../../../repo/repo-path';
import type { Check, CheckContext } from '../../check';
import type { Finding, Mend } from '../../finding';
import { changed, patchEdit } from '../../mend-edits';
import { similarName } from '../../mends/similar-name';
import { report } from '../../report';
import { runningShell } from '../../shell-view';
import { writtenFiles } from '../../written-files';

export const check: Check = {
    meta: {
        id: 'repo/missing-task', severity: 'error',
        title: 'An entry point names a task that is not there',
        docs: 'A script that runs the tasks of a family names one that does not exist: the run ends there. The mend corrects the name where exactly one task has nearly that name.'
    },
    *run(context): Iterable<Finding> {
        for (const family of context.families) {
            for (const missing of family.missing) {
                const text = context.text(missing.file)!;
                const name = similarName(missing.name, family.tasks.map(baseName));
                const written = text.slice(missing.start, missing.end);
                const mend: Mend | undefined = name !== undefined && written.split(missing.name).length === 2 ? {
                    title: `Run ${name}, which is what is there`,
                    edits: [patchEdit(missing.file, text, changed(text, [{ start: missing.start, end: missing.end, text: written.replace(missing.name, () => name) }]))],
                    assumptions: [`REVIEW: ${missing.name} means ${name}, the only task with nearly that name`]
                } : undefined;
                yield report(context, check.meta, missing, { message: `It runs \`${missing.name}\`, which is not in ${family.folder}.`, mend });
            }
        }
        yield* missingScripts(context);
    }
};

/** Scripts that Makefiles, npm scripts and pipelines start by a path, in a folder that is there. */
function* missingScripts(context: CheckContext): Iterable<Finding> {
    const made = writtenFiles(context);
    const hosts = runningShell(context).filter(({ file }) => ['makefile', 'npm-scripts'].includes(context.model(file)!.kind) || (context.model(file)!.kind === 'pipeline' && !/working-directory|workingDirectory|\bcd\b/.test(context.text(file)!)));
    for (const { file, script, at, folder } of hosts) {
        for (const call of script.problems.length > 0 ? [] : script.calls) {
            for (const argument of context.shell.pathArguments(call, script).filter(one => one.kind === 'runs' && one.word.value !== undefined)) {
                const resolved = context.shell.resolve(argument.word, script, call.start, folder ?? '');
                const path = resolved?.certain ? resolved.missing : undefined;
                if (path === undefined || !/\.(sh|bash)$/.test(path) || context.exists(path) || context.ignored(path) || !context.exists(folderOf(path)) || context.named(baseName(path)).length > 0 || made.has(path)) {
                    continue;
                }
                const text = context.text(file)!;
                const [start, end] = [at(argument.word.start), at(argument.word.end)];
                const name = similarName(baseName(path), context.siblings(folderOf(path)).map(baseName));
                const written = text.slice(start, end);
                yield report(context, check.meta, { file, start, end }, {
                    message: `It runs \`${path}\`, which is not there.`,
                    mend: name !== undefined && written.split(baseName(path)).length === 2 ? {
                        title: `Run ${name}, which is what is there`,
                        edits: [patchEdit(file, text, changed(text, [{ start, end, text: written.replace(baseName(path), () => name) }]))],
                        assumptions: [`REVIEW: ${baseName(path)} means ${name}, the only script beside it with nearly that name`]
                    } : undefined
                });
            }
        }
    }
}
