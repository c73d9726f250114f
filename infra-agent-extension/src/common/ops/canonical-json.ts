/**
 * JSON in one form only (RFC 8785), so that equal values have equal bytes and can be hashed. Like `JSON.stringify`, properties that are
 * `undefined` are left out; whatever else JSON cannot say (NaN, a lone surrogate, a Map, a hole in an array) throws, since a digest
 * over a guess would let two operations share one approval.
 */
export function canonicalJson(value: unknown): string {
    switch (typeof value) {
        case 'string': return canonicalString(value);
        case 'boolean': return String(value);
        case 'number': return canonicalNumber(value);
        // eslint-disable-next-line no-restricted-syntax -- JSON has null, and what is hashed may hold it
        case 'object': return value === null ? 'null' : Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
        default: throw new TypeError(`A ${typeof value} has no canonical JSON.`);
    }
}

/** The same value with every lone surrogate replaced by U+FFFD, for text that was cut in the middle of a character. */
export function wellFormed<T>(value: T): T {
    if (typeof value === 'string') {
        return value.replace(LONE_SURROGATE, '\ufffd') as T;
    }
    if (Array.isArray(value)) {
        return value.map(wellFormed) as T;
    }
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(entry => entry.map(wellFormed))) as T : value;
}

// With the `u` flag a surrogate matches only where it is not half of a pair.
const LONE_SURROGATE = /\p{Surrogate}/gu;

function canonicalString(text: string): string {
    if (text.search(LONE_SURROGATE) >= 0) {
        throw new TypeError('Text with half a surrogate pair has no canonical JSON.');
    }
    return JSON.stringify(text);
}

function canonicalNumber(value: number): string {
    if (!Number.isFinite(value)) {
        throw new TypeError(`${value} has no canonical JSON.`);
    }
    // ECMAScript's own form is the one that RFC 8785 asks for; it writes -0 as 0.
    return JSON.stringify(value);
}

function canonicalArray(values: readonly unknown[]): string {
    return `[${Array.from(values, canonicalJson).join(',')}]`;
}

function canonicalObject(value: object): string {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
        throw new TypeError('Only plain objects have canonical JSON.');
    }
    const properties = Object.entries(value).filter(([, property]) => property !== undefined);
    // RFC 8785 orders names by UTF-16 code unit, which is what `<` compares.
    properties.sort(([left], [right]) => left < right ? -1 : 1);
    return `{${properties.map(([name, property]) => `${canonicalString(name)}:${canonicalJson(property)}`).join(',')}}`;
}
