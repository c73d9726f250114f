/**
 * Reads an operation as it will be run: over the variables that its commands will have, not over all that the backend has. Which those are
 * depends on the programs that are run, and which are run may depend on them, so it is read until nothing is added. Variables that a person set
 * on a card reach only commands that read them.
 */
import { assessCommand } from '../../common/risk/assess-command';
import type { CommandReading } from '../../common/risk/assess-command';
import { assessOperation } from '../../common/risk/assess-operation';
import type { Assessment } from '../../common/risk/assessment';
import { programEnvironment } from '../../common/risk/program-environment';
import type { Reading } from '../../common/risk/reading';
import type { RiskContext } from '../../common/risk/risk-context';
import type { Command, Operation } from '../../common/ops/operation';
import { commandEnvironment } from '../command-environment';
import type { CommandEnvironment } from '../command-environment';
import { riskContext } from '../risk-context';
import type { Workspace } from '../workspace';
import { readVariables } from '../workspace-variables';

export interface ReadOperation {
    /** Exact: not redacted. */
    readonly reading: Reading;
    /** Of the command preconditions, by index. */
    readonly preconditions: ReadonlyMap<number, CommandReading>;
    readonly environment: CommandEnvironment;
}

export function readOperation(workspace: Workspace, operation: Operation): ReadOperation {
    const { root, host, folder } = workspace;
    const set = readVariables(folder);
    const source = { ...set, ...host.environment };
    for (let taken: Names = { read: [], allowed: [] }; ;) {
        const environment = commandEnvironment({ root, source, declared: [...taken.read, ...operation.env ?? []], allowed: taken.allowed });
        const context = riskContext({ root, host: { ...host, environment: environment.values } });
        const settings = settingsOf(operation, environment);
        const reading = readWith(operation, settings, context);
        const preconditions = readPreconditions(operation, settings, context);
        const all = [reading, ...preconditions.values()];
        const more: Names = {
            read: all.flatMap(({ unset }) => unset).filter(name => Object.hasOwn(set, name) && host.environment[name] === undefined && !taken.read.includes(name)),
            allowed: programEnvironment(all.flatMap(({ runs }) => runs)).filter(name => !taken.allowed.includes(name))
        };
        if (more.read.length + more.allowed.length === 0) {
            return { reading, preconditions, environment: { ...environment, listed: environment.listed.map(entry => sourceOf(entry, taken.read)) } };
        }
        taken = { read: [...taken.read, ...more.read], allowed: [...taken.allowed, ...more.allowed] };
    }
}

interface Names {
    /** Set on a card, and read by the commands. */
    readonly read: readonly string[];
    /** Passed on to programs that are used. */
    readonly allowed: readonly string[];
}

function sourceOf(entry: CommandEnvironment['listed'][number], read: readonly string[]): CommandEnvironment['listed'][number] {
    return entry.source === 'the environment' && read.includes(entry.name) ? { ...entry, source: 'set on a card, for this workspace' } : entry;
}

/** Values that the operation itself sets are judged as if its commands did: some of them decide what is run. */
function readWith(operation: Operation, settings: Settings, context: RiskContext): Reading {
    const plain = assessOperation(operation, context);
    const prefix = textOf(settings);
    if (prefix === '') {
        return plain;
    }
    const set = (commands: readonly Command[] | undefined) => commands?.map(command => ({ ...command, run: prefix + command.run }));
    const { rollback } = operation;
    const strict = assessOperation({ ...operation, commands: set(operation.commands), ...(rollback ? { rollback: { ...rollback, commands: set(rollback.commands) } } : {}) }, without(settings, context));
    return {
        ...strict, sentence: plain.sentence, assessment: moved(strict.assessment, prefix.length), ...(strict.rollback ? { rollback: moved(strict.rollback, prefix.length) } : {}), ...(plain.target ? { target: plain.target } : {})
    };
}

function readPreconditions(operation: Operation, settings: Settings, context: RiskContext): ReadonlyMap<number, CommandReading> {
    const bare = without(settings, context);
    return new Map((operation.preconditions ?? []).flatMap((precondition, index) => ('command' in precondition ? [[index, assessCommand(textOf(settings) + precondition.command, bare)] as const] : [])));
}

type Settings = readonly (readonly [name: string, value: string])[];

/** Those that are passed on; what is kept back decides nothing. */
function settingsOf(operation: Operation, { values }: CommandEnvironment): Settings {
    return (operation.env ?? []).flatMap(entry => {
        const [name, ...rest] = entry.split('=');
        return rest.length > 0 && Object.hasOwn(values, name) ? [[name, values[name]] as const] : [];
    });
}

/** What the text sets is judged only where it is not so already. */
function without(settings: Settings, context: RiskContext): RiskContext {
    const names = new Set(settings.map(([name]) => name));
    return { ...context, env: Object.fromEntries(Object.entries(context.env).filter(([name]) => !names.has(name))) };
}

function textOf(settings: Settings): string {
    return settings.map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'; `).join('');
}

/** Places in the text as the person wrote it; a reason that lies before it is one of the variables. */
function moved(assessment: Assessment, by: number): Assessment {
    const reasons = assessment.reasons.map(reason => (reason.file !== undefined ? reason
        : reason.start < by ? { ...reason, start: 0, end: Math.max(0, reason.end - by) } : { ...reason, start: reason.start - by, end: reason.end - by }));
    return { ...assessment, reasons };
}
