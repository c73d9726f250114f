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
        docs: 'kubectl, Kustomize, CI systems and compose refuse the whole file. Files with template marks (`{{ … }}`, a line that is nothing but `${…}`) are not YAML yet, and are left alone, and so is the data of tests.'
    },
    *run(context): Iterable<Finding> {
        for (const file of context.files.filter(candidate => !isForeign(candidate))) {
            const model = context.model(file)!;
            const [problem] = model.problems ?? [];
            const text = context.text(file)!;
            if (problem && YAML.has(model.kind) && !/\{\{|\{%|<%|^<{7} /m.test(text) && !/(^|\/)(testdata|fixtures)\//.test(file) && !isFilled(text, problem.start)) {
                yield report(context, check.meta, { file, start: problem.start, end: Math.max(problem.start, Math.min(problem.end, text.length)) }, { message: `It does not parse: ${problem.message.replace(/\s+at line \d+.*$/, '')}.` });
            }
        }
    }
};

/** A line near the place that is nothing but `${…}`: something puts lines of YAML there. */
function isFilled(text: string, at: number): boolean {
    const before = text.slice(0, at).split('\n').slice(-4);
    const after = text.slice(at).split('\n').slice(0, 4);
    return [...before.slice(0, -1), before.at(-1)! + after[0], ...after.slice(1)].some(line => /^\s*(-\s+)?(\$\{.+\}|%\{.+\})\s*$/.test(line));
}
