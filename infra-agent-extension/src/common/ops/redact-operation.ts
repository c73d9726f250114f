/** An operation with every secret in its texts masked: what the journal, the cards and the models get to see of it. */
import type { Operation } from './operation';
import { redact } from './redact';

export function redactOperation(operation: Operation): Operation {
    return mapTexts(operation, text => redact(text).text) as Operation;
}

/** Applies `change` to every text of a plain value; keys and the other values stay. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
    if (typeof value === 'string') {
        return change(value);
    }
    if (Array.isArray(value)) {
        return value.map(item => mapTexts(item, change));
    }
    if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
    }
    return value;
}
