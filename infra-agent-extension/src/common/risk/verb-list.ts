/** Short ways to write the verbs of a program table: one line for the verbs that share a risk and a meaning. */
import type { Group, Risk } from '../ops/operation';
import type { Effect, Verb, Word } from './program';

type More = Pick<Verb, 'group' | 'writes' | 'inverse'>;

/** Reads only, or writes what the workspace can give back. `paths` are verb paths, separated by commas; the empty text stands for a program without verbs. */
export function low(paths: string, message: string, more: More = {}): Record<string, Verb> {
    return each(paths, { risk: 'LOW', message, ...more });
}

/** Changes state within bounds. Where no inverse is given, there is none. */
export function med(paths: string, message: string, more: More = {}): Record<string, Verb> {
    return each(paths, { risk: 'MED', message, inverse: 'none', ...more });
}

/** Destroys, interrupts, or touches access and secrets. What has no inverse says so. */
export function high(paths: string, message: string, more: More = {}): Record<string, Verb> {
    return each(paths, { risk: 'HIGH', message, inverse: 'none', ...more });
}

/** Alternative spellings of one path: `{ del: 'delete', un: 'delete' }`. */
export function spelled(path: string, others: string): Record<string, string> {
    return Object.fromEntries(list(others).map(other => [other, path]));
}

/** Comma-separated words, trimmed. */
export function list(words: string): string[] {
    return words.split(',').map(word => word.trim()).filter(word => word !== '');
}

/** An effect that writes, unless it is LOW. */
export function effect(risk: Risk, group: Group, message: string, at?: Word): Effect {
    return { risk, group, writes: risk !== 'LOW', message, ...(at ? { at } : {}) };
}

/** An effect that only shows something, however dangerous that is: a dry run does not undo it. */
export function prints(risk: Risk, group: Group, message: string, at?: Word): Effect {
    return { risk, group, writes: false, message, ...(at ? { at } : {}) };
}

/** An interactive shell or prompt, wherever it is. */
export function opensShell(group: Group, at?: Word): Effect {
    return effect('HIGH', group, 'opens a shell, and what is typed there is not assessed', at);
}

/** `-A` or `--all=true`, but not `--all=false`. */
export function isOn(flag: string, flags: readonly Word[]): boolean {
    const given = flags.filter(word => word.prefix === flag || word.prefix.startsWith(`${flag}=`));
    return given.length > 0 && !/=(false|f|0)$/i.test(given[given.length - 1].shown);
}

function each(paths: string, verb: Verb): Record<string, Verb> {
    return Object.fromEntries((paths === '' ? [''] : list(paths)).map(path => [path, verb]));
}
