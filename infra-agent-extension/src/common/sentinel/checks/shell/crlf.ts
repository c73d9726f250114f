/** A shell script with CRLF line endings. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import { isForeign } from '../../shell-view';

export const check: Check = {
    meta: {
        id: 'shell/crlf', severity: 'error',
        title: 'A shell script has CRLF line endings',
        docs: 'The kernel looks for an interpreter called `bash\\r`, and bash takes the carriage return for a part of words. The mend converts the line endings to LF and nothing else.'
    },
    *run(context): Iterable<Finding> {
        for (const script of context.shell.scripts.values()) {
            const text = context.text(script.file)!;
            if (isForeign(script.file) || !text.includes('\r\n')) {
                continue;
            }
            yield report(context, check.meta, { file: script.file, start: 0, end: text.indexOf('\r\n') }, {
                message: 'CRLF line endings: the kernel looks for an interpreter whose name ends in a carriage return, and bash reads it as a part of words.',
                mend: { title: `Convert ${script.file} to LF`, edits: [{ file: script.file, lineEnding: 'lf' }] }
            });
        }
    }
};
