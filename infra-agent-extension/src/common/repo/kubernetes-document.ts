/** Kubernetes objects of a YAML text: each document with its place, and the parsed value. Broken documents become problems. */
import { LineCounter, parseAllDocuments, isMap, isNode, type Document } from 'yaml';

export interface KubernetesDocument {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
    readonly value: Readonly<Record<string, unknown>>;
    readonly start: number;
    readonly end: number;
    /** Where the value at a path stands; the document's beginning if it is not there. */
    rangeOf(path: readonly (string | number)[]): { readonly start: number; readonly end: number };
}

export interface YamlReading {
    readonly documents: readonly KubernetesDocument[];
    readonly problems: readonly { readonly message: string; readonly start: number; readonly end: number }[];
}

/** Aliases are bounded, so that a small text cannot grow without end. */
const MAX_ALIASES = 100;

export function readKubernetesDocuments(text: string): YamlReading {
    const lineCounter = new LineCounter();
    const documents: KubernetesDocument[] = [];
    const problems: { message: string; start: number; end: number }[] = [];
    const parsed = parseAllDocuments(text, { lineCounter, prettyErrors: false, logLevel: 'silent', strict: false, uniqueKeys: false });
    for (const document of Array.isArray(parsed) ? parsed : []) {
        for (const error of document.errors) {
            problems.push({ message: error.message.split('\n')[0], start: error.pos[0], end: error.pos[1] });
        }
        if (document.errors.length === 0) {
            documents.push(...objectsOf(document, problems));
        }
    }
    return { documents, problems };
}

function objectsOf(document: Document, problems: { message: string; start: number; end: number }[]): KubernetesDocument[] {
    if (!isMap(document.contents)) {
        return [];
    }
    let value: unknown;
    try {
        value = document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
        problems.push({ message: error instanceof Error ? error.message : String(error), start: 0, end: 0 });
        return [];
    }
    const object = value as Record<string, unknown>;
    if (object.kind === 'List' && Array.isArray(object.items)) {
        return object.items.flatMap((item, index) => objectOf(item, document, ['items', index]));
    }
    return objectOf(object, document, []);
}

function objectOf(value: unknown, document: Document, base: readonly (string | number)[]): KubernetesDocument[] {
    const object = record(value);
    const metadata = record(object?.metadata);
    if (!object || typeof object.kind !== 'string' || typeof object.apiVersion !== 'string') {
        return [];
    }
    const rangeOf = (path: readonly (string | number)[]): { start: number; end: number } => {
        const node = document.getIn([...base, ...path], true);
        const range = isNode(node) ? node.range : undefined;
        return range ? { start: range[0], end: range[1] } : { start: document.contents?.range?.[0] ?? 0, end: document.contents?.range?.[0] ?? 0 };
    };
    const whole = rangeOf([]);
    return [{
        apiVersion: object.apiVersion, kind: object.kind, name: typeof metadata?.name === 'string' ? metadata.name : '',
        namespace: typeof metadata?.namespace === 'string' ? metadata.namespace : undefined,
        value: object, start: whole.start, end: whole.end, rangeOf
    }];
}

export function record(value: unknown): Record<string, unknown> | undefined {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
}

export function list(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | undefined {
    return typeof value === 'string' ? value : undefined;
}

/** The maps of a list. */
export function records(value: unknown): readonly Record<string, unknown>[] {
    return list(value).map(record).filter(item => item !== undefined);
}
