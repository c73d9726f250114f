/** What is gathered while one command is read: reasons, what runs, which files were looked through. One for each command that a person sees. */
import type { Group, Risk } from '../ops/operation';
import type { StartedCommand } from '../shell/host';
import type { Budget } from '../shell/run';
import { parseShell } from '../shell/parse-shell';
import type { ParsedShell } from '../shell/parse-shell';
import type { Place, Source } from '../shell/source';
import type { ShellStart } from '../shell/evaluate';
import type { Value } from '../shell/value';
import { farthestGroup } from './assessment';
import type { Reason } from './assessment';
import type { Effect, Remote } from './program';
import type { Target } from './reading';
import type { RiskContext } from './risk-context';

export interface Assessing {
    readonly context: RiskContext;
    readonly budget: Budget;
    readonly reasons: Reason[];
    readonly said: Set<string>;
    readonly runs: string[][];
    readonly ran: Set<string>;
    readonly lookedThrough: Set<string>;
    readonly unset: Set<string>;
    readonly targets: Target[];
    /** Files that the command itself writes, by absolute path, with their text as far as it is known. */
    readonly written: Map<string, Value | undefined>;
    /** Files that are being looked through right now, outermost first. */
    readonly active: string[];
    writes: boolean;
    /** Something ran that may have made files which nobody could foresee. */
    mayHaveMade: boolean;
    readonly parsed: Map<string, ParsedShell>;
    readonly parts: Parts;
}

/** The parts call each other through this, so that their files form no circle. */
export interface Parts {
    judge(assessing: Assessing, setting: Setting, command: StartedCommand): void;
    evaluate(assessing: Assessing, setting: Setting, source: Source, start: Omit<ShellStart, 'watches' | 'budget' | 'depth'>): void;
}

/** Where the commands that are judged run. */
export interface Setting {
    readonly remote?: Remote;
    readonly depth: number;
}

/** Nesting of scripts in scripts beyond which nothing is followed. */
export const DEEPEST_SCRIPT = 24;

/** The same library is sourced by many scripts, and is parsed once. */
export function parseOnce(assessing: Assessing, text: string): ParsedShell {
    const parsed = assessing.parsed.get(text) ?? parseShell(text);
    if (assessing.parsed.size < 200) {
        assessing.parsed.set(text, parsed);
    }
    return parsed;
}

export interface Said {
    readonly risk: Risk;
    readonly group: Group;
    readonly writes: boolean;
    readonly message: string;
    readonly place: Place;
}

export function say(assessing: Assessing, setting: Setting, { risk, group, writes, message, place }: Said): void {
    assessing.writes ||= writes;
    const where = setting.remote ? ` (${setting.remote.description})` : '';
    const reason: Reason = {
        message: `${message}${where}`, risk, group: setting.remote ? farthestGroup([group, setting.remote.group]) : group, start: place.start, end: place.end,
        ...(place.file === undefined ? {} : { file: place.file })
    };
    const key = JSON.stringify(reason);
    if (!assessing.said.has(key) && (assessing.said.size < MOST_REASONS || raises(assessing, reason))) {
        assessing.said.add(key);
        assessing.reasons.push(reason);
    }
}

const MOST_REASONS = 4_000;

/** However many reasons there are, the one that decides is among them. */
function raises({ reasons }: Assessing, { risk, group }: Reason): boolean {
    return !reasons.some(said => said.risk === risk) || !reasons.some(said => said.group === group);
}

/** Says an effect of a program, at the word that causes it. */
export function sayEffect(assessing: Assessing, setting: Setting, effect: Effect, named: string, place: Place): void {
    const at = effect.at ? { ...place, start: effect.at.start, end: effect.at.end } : place;
    const risk = effect.elsewhere && setting.remote && !setting.remote.fresh ? effect.elsewhere : effect.risk;
    say(assessing, setting, { ...effect, risk, message: `${named} ${effect.message}`, place: at });
}
