/** Numbered tasks that nothing drives: the order is in people's heads. */
import { baseName } from '../../../repo/repo-path';
import type { Check, CheckContext } from '../../check';
import type { Finding } from '../../finding';
import { entryPointMend } from '../../mends/entry-point-mend';
import { report } from '../../report';
import { isTestPath } from '../../shell-view';
import type { TaskFamily } from '../../../repo/task-families';

export const check: Check = {
    meta: {
        id: 'repo/no-entry-point', severity: 'warning',
        title: 'Nothing drives the numbered tasks',
        docs: 'Three or more numbered scripts in one folder are steps of one way, and no script, Makefile or pipeline runs them. The mend makes an entry point that runs them in order, under the name that the docs give it if they name one. Not reported where the docs show the steps as commands of their own.'
    },
    *run(context): Iterable<Finding> {
        for (const family of context.families) {
            const executable = family.tasks.filter(task => context.shell.scripts.get(task)?.shebang !== undefined);
            const steps = executable.length >= 3 && family.numbered && new Set(family.tasks.map(task => /^\d+/.exec(baseName(task))?.[0])).size === family.tasks.length;
            if (!steps || family.mentions.length > 0 || family.runners.length > 0 || isTestPath(family.tasks[0]) || /\.d$/.test(family.folder) || documented(context, family)) {
                continue;
            }
            const [first] = family.tasks;
            const end = context.text(first)!.indexOf('\n');
            yield report(context, check.meta, { file: first, start: 0, end: end < 0 ? context.text(first)!.length : end }, {
                message: `Nothing runs the ${family.tasks.length} numbered tasks in ${family.folder || 'the root folder'} in their order.`, mend: entryPointMend(context, family)
            });
        }
    }
};

/** The docs' commands, or other files, name at least half of them. */
function documented(context: CheckContext, family: TaskFamily): boolean {
    const texts = context.files.filter(file => context.model(file)?.kind === 'doc').flatMap(file => context.model(file)!.markdown!.codeBlocks.map(block => block.text));
    // Copied into an image, mounted, or run by a tool that is configured elsewhere.
    texts.push(...context.files.filter(file => !['doc', 'script'].includes(context.model(file)!.kind)).map(file => context.text(file)!));
    return family.tasks.filter(task => texts.some(text => text.includes(baseName(task)))).length * 2 >= family.tasks.length;
}
