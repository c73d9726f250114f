/** The values of Kubernetes Secrets: base64 that says nothing of itself, told by the object that it stands in, as YAML or as JSON. */

export interface TextSpan {
    readonly start: number;
    readonly end: number;
}

/** Values of `data` and `stringData` in every document that defines a Secret. */
export function secretManifestValues(text: string): TextSpan[] {
    return yamlValues(text).concat(jsonValues(text));
}

const KIND = /^[ \t]{0,80}(?:- )?kind:[ \t]{1,8}["']?Secret["']?[ \t]{0,8}\r?$/m;
const BLOCK = /^([ \t]{0,80})(?:- )?(?:data|stringData):[ \t]{0,8}\r?$/;
const ENTRY = /^([ \t]{1,80})["']?[\w.-]{1,253}["']?:[ \t]{1,8}["']?([^\s"'#|>{[&*!][^\s"']{0,20000})["']?[ \t]{0,8}\r?$/;

function yamlValues(text: string): TextSpan[] {
    let offset = 0;
    return text.split(/^(?=---)/m).flatMap(document => {
        const from = offset;
        offset += document.length;
        return KIND.test(document) ? valuesOfBlocks(document, from) : [];
    });
}

function valuesOfBlocks(document: string, offset: number): TextSpan[] {
    const spans: TextSpan[] = [];
    let blockIndent: number | undefined;
    let at = offset;
    for (const line of document.split('\n')) {
        const block = BLOCK.exec(line);
        const entry = blockIndent === undefined ? undefined : ENTRY.exec(line);
        if (block) {
            blockIndent = block[1].length;
        } else if (entry && blockIndent !== undefined && entry[1].length > blockIndent) {
            const start = at + line.indexOf(entry[2], entry[0].indexOf(':') + 1);
            spans.push({ start, end: start + entry[2].length });
        } else if (line.trim() !== '' && !line.trimStart().startsWith('#')) {
            blockIndent = undefined;
        }
        at += line.length + 1;
    }
    return spans;
}

const JSON_BLOCK = /"(?:data|stringData)"[ \t]{0,8}:\s{0,80}\{([^{}]{1,100000})\}/g;
const JSON_VALUE = /"[^"\n]{1,253}"[ \t]{0,8}:[ \t]{0,8}"([^"\n]{1,20000})"/g;

function jsonValues(text: string): TextSpan[] {
    if (!/"kind"[ \t]{0,8}:[ \t]{0,8}"Secret"/.test(text)) {
        return [];
    }
    return [...text.matchAll(JSON_BLOCK)].flatMap(block => {
        const from = block.index + block[0].indexOf('{') + 1;
        return [...block[1].matchAll(JSON_VALUE)].map(value => {
            const start = from + value.index + value[0].length - 1 - value[1].length;
            return { start, end: start + value[1].length };
        });
    });
}

/** What base64 says, where that is text; the value itself where it is none, or stands in `stringData`. */
export function decodedValue(value: string): string {
    if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(value) || value.length % 4 !== 0) {
        return value;
    }
    const plain = atob(value);
    return /^[\x20-\x7e\r\n]+$/.test(plain) ? plain : value;
}
