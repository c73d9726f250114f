/** Short ways for program tables to say what a call does. */
import type { Group, Risk } from '../ops/operation';
import type { Effect, ProgramTable, Verb, Word } from './program';

export function low(group: Group, message: string, at?: Word): Effect {
    return effect('LOW', group, message, at);
}

export function med(group: Group, message: string, at?: Word): Effect {
    return effect('MED', group, message, at);
}

export function high(group: Group, message: string, at?: Word): Effect {
    return effect('HIGH', group, message, at);
}

/** HIGH that changes nothing: it prints or sends what must stay hidden, and so a dry run does not lower it. */
export function exposes(group: Group, message: string, at?: Word): Effect {
    return { ...high(group, message, at), writes: false };
}

/** The same entry for many verb paths. */
export function verbs(risk: Risk, message: string, paths: string, more: Partial<Verb> = {}): Record<string, Verb> {
    return Object.fromEntries(paths.split(',').map(path => [path.trim().replace(/\s+/g, ' '), { risk, message, ...more }]));
}

/** A local program without verbs. */
export function plainProgram(names: string, risk: Risk, message: string, more: Partial<ProgramTable> = {}): ProgramTable {
    return { names: names.split(' '), group: 'local', valueFlags: [], verbs: { '': { risk, message } }, ...more };
}

function effect(risk: Risk, group: Group, message: string, at?: Word): Effect {
    return { risk, group, writes: risk !== 'LOW', message, ...(at ? { at } : {}) };
}

/** For the judge of a program that changes things: that this call only shows them. */
export function onlyShows(message: string): { readonly effects: readonly Effect[]; readonly replaces: true } {
    return { effects: [low('local', message)], replaces: true };
}
