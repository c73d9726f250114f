/** Whether the output format of a `get` shows the values of a Secret, or only names, types and labels. */
import type { Call, Word } from '../program';

const SHOWS_NAMES: readonly string[] = ['name', 'wide', ''];

/** Fields of a Secret that hold none of its data. Annotations do: they hold what was applied last. */
const HARMLESS_PATH = /^(println?\s+|printf\s+"[^"]*"\s+)?\$?\.?(items(\[[^\]]*\])?\.?)?((metadata\.(name|namespace|labels|creationTimestamp|deletionTimestamp|uid|resourceVersion|generation|finalizers|ownerReferences))|type|kind|apiVersion)([.[\\][\w.\\/[\]"'*-]*)?$/;
const HARMLESS_WORDS = /^(end|else|range\s+\$?\.?items(\[\*?\])?|"[^"]*"|'[^']*')$/;

export function showsSecretValues(call: Call): boolean {
    const formats = [...call.values('-o', '--output'), ...call.values('--template').map(asTemplate)];
    return formats.some(showsValues);
}

function asTemplate(word: Word): Word {
    return { ...word, ...(word.value === undefined ? {} : { value: `go-template=${word.value}` }) };
}

function showsValues(format: Word): boolean {
    if (format.value === undefined) {
        return !/^(name|wide)$/.test(format.shown);
    }
    const [kind, ...rest] = format.value.split('=');
    const expression = rest.join('=');
    switch (kind) {
        case 'jsonpath':
        case 'jsonpath-as-json':
        case 'go-template':
            return !isHarmless(braced(expression));
        case 'custom-columns':
            return !isHarmless(expression.split(',').map(column => column.slice(column.indexOf(':') + 1)));
        default:
            return !SHOWS_NAMES.includes(kind);
    }
}

/** What stands between braces; the whole text if nothing does. */
function braced(expression: string): string[] {
    const found = [...expression.matchAll(/\{\{?([^{}]*)\}?\}/g)].map(match => match[1].trim());
    return found.length > 0 ? found : [expression];
}

function isHarmless(expressions: readonly string[]): boolean {
    return expressions.every(text => HARMLESS_WORDS.test(text.trim()) || HARMLESS_PATH.test(text.trim()));
}
