/** An operation as YAML, and as an ops block whose fence is longer than any in its content. The inverse of `parseOpsBlock`. */
import { stringify } from 'yaml';
import type { Operation } from './operation';

export function writeOpsYaml(operation: Operation): string {
    return stringify(operation, { version: '1.2', lineWidth: 0, blockQuote: 'literal' });
}

export function writeOpsBlock(operation: Operation): string {
    return fenced('ops', writeOpsYaml(operation));
}

/** Any text as a fenced block that holds it whole, whatever fences are in it. */
export function fenced(info: string, text: string): string {
    const longest = [...text.matchAll(/`+/g)].reduce((length, run) => Math.max(length, run[0].length), 2);
    const fence = '`'.repeat(longest + 1);
    return `${fence}${info}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${fence}\n`;
}
