/** A script opens its log twice, and so writes every line twice. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { logCalls, opensLog } from '../../log-calls';
import { changed, patchEdit } from '../../mend-edits';
import { report } from '../../report';
import { executedScripts, standsAlone, wholeLines } from '../../shell-view';

export const check: Check = {
    meta: {
        id: 'shell/double-log', severity: 'warning',
        title: 'A script opens its log twice',
        docs: 'A function that sends the script\'s output through `tee` into a log, called a second time, puts a second `tee` behind the first: every line lands in the log twice.'
    },
    *run(context): Iterable<Finding> {
        for (const script of executedScripts(context)) {
            const seen = new Set<string>();
            for (const call of logCalls(context, script).filter(candidate => candidate.conditions.length === 0 && !candidate.inLoop && opensLog(context, script, candidate.name!))) {
                const key = call.words.map(word => word.text).join(' ');
                if (!seen.has(key)) {
                    seen.add(key);
                    continue;
                }
                const text = context.text(script.file)!;
                const line = wholeLines(text, call.start, call.end);
                yield report(context, check.meta, { file: script.file, start: call.start, end: call.end }, {
                    message: `\`${call.name}\` was called before: every line lands in the log twice.`,
                    mend: standsAlone(script, call) ? { title: `Open the log of ${script.file} once`, edits: [patchEdit(script.file, text, changed(text, [{ ...line, text: '' }]))] } : undefined
                });
            }
        }
    }
};
