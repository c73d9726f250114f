/** YAML that does not parse. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import { isForeign } from '../../shell-view';

const YAML = new Set(['manifest', 'kustomization', 'pipeline', 'compose']);

export const check: Check = {
    meta: {
        id: 'repo/yaml-syntax', severity: 'error',
        title: 'A YAML file does not parse',
        docs: 'kubectl, Kustomize, CI systems and compose refuse the whole file. Files with template marks (`{{ … }}`) are not YAML yet, and are left alone.'
    },
    *run(context): Iterable<Finding> {
        for (const file of context.files.filter(candidate => !isForeign(candidate))) {
            const model = context.model(file)!;
            const [problem] = model.problems ?? [];
            const text = context.text(file)!;
            if (problem && YAML.has(model.kind) && !/\{\{|\{%|<%|^<{7} /m.test(text)) {
                yield report(context, check.meta, { file, start: problem.start, end: Math.max(problem.start, Math.min(problem.end, text.length)) }, { message: `It does not parse: ${problem.message.replace(/\s+at line \d+.*$/, '')}.` });
            }
        }
    }
};
