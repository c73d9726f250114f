/** A placeholder that only the owner can fill, in a file that a task would apply as it is. */
import { isScalar, parseAllDocuments, visit } from 'yaml';
import type { Check, CheckContext } from '../../check';
import type { Finding } from '../../finding';
import { perFile } from '../../per-file';
import { report } from '../../report';
import { appliedFiles } from '../../applied-files';
import { runningShell } from '../../shell-view';

const PLACEHOLDER = /[\w.+-]+@example\.(?:com|org|net)\b|\b(REPLACE[_-]?(?:ME|THIS|WITH[_-]\w+)|CHANGE[_-]?(?:ME|THIS)|FIX[_-]?ME|FILL[_-]?(?:ME|IN)|INSERT[_-]\w+[_-]HERE|TO[_-]?BE[_-]?(?:DEFINED|REPLACED)|YOUR[_-][A-Z0-9_-]+|TODO|TBD|X{4,})\b|<(?:your|my|insert|replace|the|enter)[-_ ][^<>\n]{1,60}>|<[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+>|\byour-(?:project|domain|email|name|org|account|cluster|registry|bucket|api|secret|token|password|key)[\w-]*\b|@(?:your-?domain|domain)\.(?:com|org)\b/i;
/** Upper case only: in running text these are words. */
const CASED = /\b(TODO|TBD|YOUR[_-][A-Z0-9_-]+)\b/;

export const check: Check = {
    meta: {
        id: 'repo/placeholder', severity: 'error',
        title: 'A placeholder stands in a file that a task applies',
        docs: 'Values such as `REPLACE_ME`, `<your-project>`, `TODO` or an address at example.com in a manifest that a script applies, or a chart is installed with, end up in the cluster. Comments are not values; a placeholder that a script substitutes before it applies the file is fine. Only the owner knows the right value, so there is no mend: the runs that need it are held until it is filled in.'
    },
    *run(context): Iterable<Finding> {
        // A compose file that nothing here starts is handed to others, with addresses for them to fill in.
        const composed = runningShell(context).some(({ file, script }) => context.model(file)!.kind !== 'pipeline' && script.calls.some(call => call.name === 'docker-compose' || (call.words[0]?.value === 'docker' && call.words.some(word => word.value === 'compose'))));
        for (const [file, by] of appliedFiles(context)) {
            const text = context.text(file);
            for (const { value, start, end } of text === undefined ? [] : suspects(context, file)) {
                const found = PLACEHOLDER.exec(value)!;
                if (!/\$\{|\$\(/.test(value) && isMeant(found[0]) && !(found[0].startsWith('<') && value.includes('</')) && !(by === 'docker compose' && found[0].includes('@') && (!composed || /^(admin|user|test|demo|root|dev|local)@/.test(found[0]))) && !isSubstituted(context, file, found[0])) {
                    const at = text!.slice(start, end).indexOf(found[0]);
                    const from = at < 0 ? start : start + at;
                    yield report(context, check.meta, { file, start: from, end: at < 0 ? end : from + found[0].length }, {
                        message: `\`${found[0]}\` is a placeholder, and ${by} would apply it as it is. Only the owner of this environment knows the right value.`
                    });
                }
            }
        }
    }
};

function isMeant(found: string): boolean {
    return !/^(todo|tbd|your)/i.test(found) || CASED.test(found) || /^your-(?=project|domain|email|name|org|account|cluster|registry|bucket|api|secret|token|password|key)/.test(found);
}

/** A text without a placeholder needs no parsing. */
const suspects = perFile((context, file) => PLACEHOLDER.test(context.text(file)!) ? yamlValues(file, context.text(file)!).filter(({ value }) => PLACEHOLDER.test(value)) : []);

function yamlValues(file: string, text: string): { value: string; start: number; end: number }[] {
    if (!/\.ya?ml$/.test(file) || /\{\{/.test(text)) {
        return [];
    }
    const values: { value: string; start: number; end: number }[] = [];
    const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent', strict: false, uniqueKeys: false });
    for (const document of Array.isArray(documents) ? documents : []) {
        // A schema explains values; it holds none.
        if (document.get('kind') === 'CustomResourceDefinition') {
            continue;
        }
        visit(document, {
            Pair(_, pair) {
                return isScalar(pair.key) && pair.key.value === 'description' ? visit.SKIP : undefined;
            },
            Scalar(key, node) {
                if (isScalar(node) && key !== 'key' && typeof node.value === 'string' && node.range && node.value.length < 10_000) {
                    values.push({ value: node.value, start: node.range[0], end: node.range[1] });
                }
            }
        });
    }
    return values;
}

/** Some script or Makefile names the placeholder too: it replaces it. */
function isSubstituted(context: CheckContext, file: string, placeholder: string): boolean {
    return context.files.some(other => other !== file && ['script', 'makefile', 'pipeline', 'kustomization', 'npm-scripts'].includes(context.model(other)!.kind) && context.text(other)!.includes(placeholder));
}
