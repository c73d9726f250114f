/** A script that bash cannot parse. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import { isForeign } from '../../shell-view';

export const check: Check = {
    meta: {
        id: 'shell/syntax', severity: 'error',
        title: 'A script does not parse',
        docs: 'bash reads a script as it goes: it runs everything up to the broken place, and then stops. Other checks leave such a script alone until it parses.'
    },
    *run(context): Iterable<Finding> {
        for (const script of context.shell.scripts.values()) {
            const [problem] = script.problems;
            if (problem && script.dialect !== 'zsh' && !isForeign(script.file)) {
                const end = script.text.indexOf('\n', problem.start);
                yield report(context, check.meta, { file: script.file, start: problem.start, end: end < 0 ? script.text.length : end }, { message: `It does not parse: ${problem.message}.` });
            }
        }
    }
};
