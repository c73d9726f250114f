/** A task that leaves no trace where all its siblings do. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { commonLogFunctions, logsAtAll } from '../../log-calls';
import { taskLogMend } from '../../mends/task-log-mend';
import { report } from '../../report';

export const check: Check = {
    meta: {
        id: 'shell/task-without-log', severity: 'warning',
        title: 'A task does not log where its siblings do',
        docs: 'Where at least three quarters of the tasks of a family log through a shared function, a task that calls none leaves a gap: afterwards nobody can tell whether it ran, and what it said.'
    },
    *run(context): Iterable<Finding> {
        for (const family of context.families) {
            const scripts = family.tasks.flatMap(task => context.shell.scripts.get(task) ?? []).filter(script => script.problems.length === 0);
            const common = commonLogFunctions(context, scripts);
            for (const script of common.length > 0 ? scripts.filter(candidate => !logsAtAll(context, candidate)) : []) {
                const end = script.text.indexOf('\n');
                yield report(context, check.meta, { file: script.file, start: 0, end: end < 0 ? script.text.length : end }, {
                    message: `It does not log; its siblings call ${common.map(name => `\`${name}\``).join(', ')}.`,
                    mend: taskLogMend(context, family, script, common)
                });
            }
        }
    }
};
