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
    /** What was said, and the risks and groups of it. */
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
    const { remote } = setting;
    const { start, end, file } = place;
    const told = remote ? { message: `${message} (${remote.description})`, group: farthestGroup([group, remote.group]) } : { message, group };
    // However many reasons there are, the one that decides is among them.
    if (assessing.reasons.length >= MOST_REASONS && assessing.said.has(risk) && assessing.said.has(told.group)) {
        return;
    }
    const key = `${risk} ${told.group} ${start} ${end} ${file === undefined ? '' : JSON.stringify(file)} ${told.message}`;
    if (!assessing.said.has(key)) {
        assessing.said.add(key).add(risk).add(told.group);
        assessing.reasons.push(file === undefined ? { message: told.message, risk, group: told.group, start, end } : { message: told.message, risk, group: told.group, start, end, file });
    }
}

const MOST_REASONS = 4_000;

/** Says an effect of a program, at the word that causes it. */
export function sayEffect(assessing: Assessing, setting: Setting, effect: Effect, named: string, place: Place): void {
    const at = effect.at ? { ...place, start: effect.at.start, end: effect.at.end } : place;
    const risk = effect.elsewhere && setting.remote && !setting.remote.fresh ? effect.elsewhere : effect.risk;
    say(assessing, setting, { risk, group: effect.group, writes: effect.writes, message: `${named} ${effect.message}`, place: at });
}
