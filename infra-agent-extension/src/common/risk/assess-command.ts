/**
 * What a command does: its risk, its reach, what it runs, and why. The shell room follows the text; the tables of programs say what each
 * program does; what is looked through comes from the context. Risk is lowered only by knowledge: what is not known, does not parse or is too
 * large is dangerous. Pure: no clock, disk or environment is read here.
 */
import { evaluateShell } from '../shell/evaluate';
import { parseShell } from '../shell/parse-shell';
import { rootSource } from '../shell/source';
import { joinPath } from '../shell/shell-path';
import { text } from '../shell/value';
import type { Value } from '../shell/value';
import { farthestGroup, worstRisk } from './assessment';
import type { Assessment } from './assessment';
import { say } from './assessing';
import type { Assessing, Parts } from './assessing';
import { WATCHED } from './judge-environment';
import { judgeStarted } from './judge-started';
import { workspaceRoot } from './place-of-path';
import type { Target } from './reading';
import type { RiskContext } from './risk-context';
import { shellHost } from './shell-host';

export interface CommandReading {
    readonly assessment: Assessment;
    /** Programs with their arguments, in the order in which the text leads to them. */
    readonly runs: readonly (readonly string[])[];
    /** Files of the repository that were looked through, sorted. */
    readonly lookedThrough: readonly string[];
    /** Variables that are read and that nothing sets, sorted. */
    readonly unset: readonly string[];
    readonly target?: Target;
}

/** Work for one command: so many steps, and some for each character. */
const STEPS = 150_000;
const STEPS_PER_CHARACTER = 2;

export function assessCommand(command: string, context: RiskContext): CommandReading {
    return assess(command, context, { written: new Map(), mayHaveMade: false });
}

/** Commands that run one after another, each in a shell of its own: what one writes, a later one may run. */
export function assessCommands(commands: readonly { readonly run: string; readonly cwd?: string }[], context: RiskContext): CommandReading[] {
    const made: Made = { written: new Map(), mayHaveMade: false };
    return commands.map(({ run, cwd }) => assess(run, { ...context, cwd: cwd ?? context.cwd }, made));
}

/** What earlier commands left behind. */
type Made = Pick<Assessing, 'written' | 'mayHaveMade'>;

function assess(command: string, context: RiskContext, made: Made): CommandReading {
    const assessing: Assessing = {
        context, budget: { steps: STEPS + STEPS_PER_CHARACTER * command.length, exhausted: false }, reasons: [], said: new Set(), runs: [], ran: new Set(), lookedThrough: new Set(), unset: new Set(),
        targets: [], written: made.written, active: [], writes: false, mayHaveMade: made.mayHaveMade, parsed: new Map(), parts
    };
    const setting = { depth: 0 };
    const place = { start: 0, end: command.length };
    const odd = oddText(command);
    if (odd) {
        say(assessing, setting, { risk: 'HIGH', group: 'local', writes: true, message: odd, place });
    }
    parts.evaluate(assessing, setting, rootSource(command, parseShell(command)), {
        name: text('bash'), positional: { items: [], open: true }, cwd: startFolder(context), stdin: { kind: 'inherited' }, inherited: inheritedFrom(context)
    });
    if (assessing.reasons.length === 0) {
        say(assessing, setting, { risk: 'LOW', group: 'local', writes: false, message: command.trim() === '' ? 'runs nothing' : 'starts no program and writes nothing', place });
    }
    made.mayHaveMade = assessing.mayHaveMade;
    return readingOf(assessing);
}

const parts: Parts = {
    judge: judgeStarted,
    evaluate: (assessing, setting, source, { name, positional, cwd, stdin, inherited, inheritedFunctions }) =>
        evaluateShell(source, { name, positional, cwd, stdin, inherited, inheritedFunctions, watches: WATCHED, budget: assessing.budget, depth: setting.depth }, shellHost(assessing, setting))
};

/** Text that shells, terminals and people read differently. */
function oddText(command: string): string | undefined {
    if (command.includes('\0')) {
        return 'holds a NUL character, behind which shells may read something else';
    }
    return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(command) ? 'holds half of a character, which cannot be written as it is' : undefined;
}

function startFolder(context: RiskContext): Value {
    const root = workspaceRoot(context);
    return text(context.cwd === undefined ? root : joinPath(root, context.cwd));
}

/** What the shell itself sets is not taken from the environment. */
const OWN = /^(PWD|OLDPWD|IFS|BASH.*|SHLVL|RANDOM|LINENO|OPTIND|OPTARG|REPLY|FUNCNAME|UID|EUID|PPID|SECONDS|DIRSTACK|PIPESTATUS|_)$/;

function inheritedFrom({ env, home }: RiskContext): (name: string) => Value | undefined {
    return name => {
        const value = !Object.hasOwn(env, name) || OWN.test(name) ? undefined : env[name];
        return value !== undefined ? text(value) : name === 'HOME' && home !== undefined ? text(home) : undefined;
    };
}

function readingOf(assessing: Assessing): CommandReading {
    const { reasons, targets } = assessing;
    const assessment: Assessment = {
        risk: worstRisk(reasons.map(reason => reason.risk)), group: farthestGroup(reasons.map(reason => reason.group)), writes: assessing.writes, reasons: [...reasons]
    };
    return { assessment, runs: assessing.runs, lookedThrough: [...assessing.lookedThrough].sort(), unset: [...assessing.unset].sort(), ...(targets[0] ? { target: targets[0] } : {}) };
}
