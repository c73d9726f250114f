/** A task of a numbered family that nothing runs. */
import { baseName } from '../../../repo/repo-path';
import type { Check, CheckContext } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import { wireTaskMend } from '../../mends/wire-task-mend';
import type { TaskFamily } from '../../../repo/task-families';

/** Tasks that one starts by hand, on purpose. */
const BY_HAND = /(destroy|teardown|tear_down|clean|delete|remove|uninstall|rollback|reset|rotate|restore|backup|debug|diagnos|template|example|optional|manual|adhoc|upgrade|migrate|scale)/i;

export const check: Check = {
    meta: {
        id: 'repo/unreached-task', severity: 'error',
        title: 'No entry point reaches a task',
        docs: 'Numbered scripts in one folder are taken for steps of one way. Where an entry point runs most of them by name and nothing runs one of them, that step is left out silently. Tasks whose name says that they are started by hand (destroy, rotate, restore, …) and tasks for which the docs give a command of their own are not reported.'
    },
    *run(context): Iterable<Finding> {
        for (const family of context.families) {
            const reached = new Set(family.mentions.map(mention => mention.task));
            if (family.driver === undefined || reached.size * 2 < family.tasks.length) {
                continue;
            }
            for (const task of family.tasks.filter(candidate => !reached.has(candidate) && !BY_HAND.test(baseName(candidate)) && !runByDocs(context, family, candidate))) {
                const lineEnd = context.text(task)!.indexOf('\n');
                yield report(context, check.meta, { file: task, start: 0, end: lineEnd < 0 ? context.text(task)!.length : lineEnd }, {
                    message: `No entry point runs this task; ${family.driver} runs ${driven(family)} of the ${family.tasks.length} in ${family.folder}.`,
                    mend: wireTaskMend(context, family, task)
                });
            }
        }
    }
};

function driven(family: TaskFamily): number {
    return new Set(family.mentions.filter(mention => mention.file === family.driver).map(mention => mention.task)).size;
}

/** A command in the docs that names it, though nothing else runs it: a step on its own. */
function runByDocs(context: CheckContext, family: TaskFamily, task: string): boolean {
    return context.files.filter(file => context.model(file)?.kind === 'doc').some(file => (context.model(file)!.embedded ?? []).some(({ script }) =>
        script.calls.some(call => call.words.some(word => (word.value ?? '') === baseName(task) || (word.value ?? '').endsWith(`/${baseName(task)}`)) && !['cat', 'less', 'ls', 'vi', 'vim', 'echo', 'chmod'].includes(call.name ?? '')) && family.tasks.length > 0));
}
