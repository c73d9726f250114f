/** Shell text with values in it that are not known, as text that names each of them by a variable of its own. */
import type { Hole, Value } from '../shell/value';

export interface Spliced {
    readonly text: string;
    readonly holes: ReadonlyMap<string, Value>;
}

/** Undefined where a value is more than an argument that the person sets: the output of a command can be any code. */
export function spliceHoles(value: Value): Spliced | undefined {
    const holes = new Map<string, Value>();
    let quote: Quote = '';
    let text = '';
    for (const part of value) {
        if (typeof part === 'string') {
            quote = quoteAfter(part, quote);
            text += part;
            continue;
        }
        if (!isArgument(part)) {
            return undefined;
        }
        const name = `__spliced_${holes.size}`;
        holes.set(name, [part]);
        text += quote === "'" ? `'"\${${name}}"'` : `\${${name}}`;
    }
    return { text, holes };
}

function isArgument({ nature, shown }: Hole): boolean {
    return nature === 'number' || nature === 'name' || nature === 'temp' || nature === 'unset' && /^\$(\{\w+\}|\w+)$/.test(shown);
}

type Quote = '' | "'" | '"';

function quoteAfter(part: string, before: Quote): Quote {
    let quote = before;
    for (let at = 0; at < part.length; at++) {
        const letter = part[at];
        if (letter === '\\' && quote !== "'") {
            at++;
        } else if (quote === '' ? letter === "'" || letter === '"' : letter === quote) {
            quote = quote === '' ? letter as Quote : '';
        }
    }
    return quote;
}
