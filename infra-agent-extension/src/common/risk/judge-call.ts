/**
 * What one call does, by its program's table: verb, flags, dry runs, help. It must not know of wrappers, redirections or the workspace.
 */
import { exactFlagValues, verbOf } from './call';
import type { Call, Effect, FlagRule, ProgramTable, Word } from './program';

/** The effects of a call; never empty. A verb that the table does not know is at least MED. */
export function judgeCall(table: ProgramTable, call: Call): Effect[] {
    if (asksForHelp(table, call)) {
        return [{ risk: 'LOW', group: 'local', writes: false, message: 'shows help or a version' }];
    }
    const judged = table.judge?.(call);
    const own = judged?.replaces ? [...judged.effects] : judged ? [...verbEffects(table, call), ...judged.effects] : verbEffects(table, call);
    const effects = call.flags.length === 0 ? own : [...own, ...flagEffects(table, call)];
    const dry = call.flags.length === 0 ? undefined : dryRunWord(table, call);
    if (!dry) {
        return effects.length > 0 ? effects : [{ risk: 'LOW', group: table.group, writes: false, message: 'changes nothing' }];
    }
    const group = effects.length > 0 ? effects[0].group : table.group;
    return [{ risk: 'LOW', group, writes: false, message: `only shows what it would do (${dry.shown})`, at: dry }, ...effects.filter(effect => !effect.writes)];
}

/** Why a call changes nothing, if a flag says so. */
export function runsNothing(table: ProgramTable, call: Call): 'help' | 'dry-run' | undefined {
    return asksForHelp(table, call) ? 'help' : dryRunWord(table, call) ? 'dry-run' : undefined;
}

/** Whether a name says that it destroys, forces, stops, or touches access and secrets; read by its parts: `delete-cluster`, `forceUnlock`. */
export function soundsDestructive(name: string): boolean {
    return name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase().split(/[^a-z]+/).some(part => DESTRUCTIVE.has(part));
}

const DESTRUCTIVE: ReadonlySet<string> = new Set([
    'delete', 'del', 'deletes', 'destroy', 'purge', 'force', 'forced', 'reset', 'remove', 'rm', 'drop', 'wipe', 'erase', 'nuke', 'prune', 'clean', 'cleanup', 'clear', 'flush',
    'truncate', 'uninstall', 'unlink', 'discard', 'overwrite', 'replace', 'revoke', 'rotate', 'kill', 'terminate', 'stop', 'shutdown', 'halt', 'reboot', 'restart', 'drain', 'evict',
    'cordon', 'disable', 'suspend', 'detach', 'deregister', 'abort', 'cancel', 'rollback', 'undo', 'restore', 'failover', 'takeover', 'unseal', 'seal', 'format', 'shred',
    'iam', 'rbac', 'policy', 'grant', 'passwd', 'password', 'secret', 'secrets', 'credential', 'credentials', 'token', 'keys', 'exec', 'eval', 'firewall', 'dns'
]);

const HELP = ['--help'];
/** Of words that nothing is known about, only those that mean nothing else. */
export function saysDestroying(name: string): boolean {
    return name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase().split(/[^a-z]+/).some(part => /^(delete|del|destroy|purge|wipe|erase|nuke|drop|uninstall|terminate|remove|rm|killall|obliterate|shred|factoryreset|decommission|undeploy|teardown)$/.test(part));
}

function asksForHelp(table: ProgramTable, call: Call): boolean {
    const flags = table.helpFlags ?? HELP;
    if (call.flags.length === 0) {
        return false;
    }
    const before = call.afterDashes ? call.words.slice(0, call.words.length - call.afterDashes.length - 1) : call.words;
    return flags.some(flag => before.some(word => word.value === flag) && call.has(flag) && exactFlagValues(table, call.words, flag).length > 0);
}

function verbEffects(table: ProgramTable, call: Call): Effect[] {
    const unknown = unknownVerbWord(table, call);
    if (unknown) {
        return [unknown];
    }
    const verb = verbOf(table, call.verb);
    if (!verb) {
        return [{ risk: 'LOW', group: 'local', writes: false, message: 'names no verb, and so shows help' }];
    }
    return [{ risk: verb.risk, group: verb.group ?? table.group, writes: verb.writes ?? verb.risk !== 'LOW', message: verb.message, at: call.verb === '' ? undefined : call.firstWord }];
}

/** The effect of a verb that the table does not know, or that the text does not fix. */
function unknownVerbWord(table: ProgramTable, call: Call): Effect | undefined {
    if (call.verb !== '' || !call.firstWord || !takesVerbs(table)) {
        return undefined;
    }
    const words = call.positionals;
    const computed = words.slice(0, 3).find(word => word.value === undefined);
    if (call.firstWord.value === undefined || computed && beginsKnownPath(table, words)) {
        return { risk: 'HIGH', group: table.group, writes: true, message: `runs a \`${table.names[0]}\` verb that the text does not fix`, at: computed ?? call.firstWord };
    }
    if (words.every(word => word.value !== undefined) && isGroup(table, words)) {
        return { risk: 'LOW', group: 'local', writes: false, message: 'names a group of verbs only, and so shows help' };
    }
    const bad = words.slice(0, 4).find(word => soundsDestructive(word.value ?? ''));
    const message = `is a verb that the table of \`${table.names[0]}\` does not know`;
    return bad
        ? { risk: 'HIGH', group: table.group, writes: true, message: `${message}, and whose name says \`${bad.value}\``, at: bad }
        : { risk: 'MED', group: table.group, writes: true, message, at: call.firstWord };
}

function beginsKnownPath(table: ProgramTable, words: readonly Word[]): boolean {
    return Object.keys(table.verbs).some(path => path.startsWith(`${words[0].value} `));
}

function isGroup(table: ProgramTable, words: readonly Word[]): boolean {
    const path = words.map(word => word.value).join(' ');
    return Object.keys(table.verbs).some(verb => verb.startsWith(`${path} `));
}

function flagEffects(table: ProgramTable, call: Call): Effect[] {
    return (table.flagRules ?? []).filter(rule => applies(rule, call)).map(rule => ({
        risk: rule.risk,
        group: rule.group ?? groupOfVerb(table, call),
        writes: rule.writes ?? rule.risk !== 'LOW',
        message: rule.message,
        at: call.flags.find(word => rule.flags.some(flag => word.prefix.startsWith(flag))) ?? call.values(...rule.flags)[0]
    }));
}

function groupOfVerb(table: ProgramTable, call: Call) {
    return verbOf(table, call.verb)?.group ?? table.group;
}

/** A value that cannot be known may be the one that the rule names. */
function applies(rule: FlagRule, call: Call): boolean {
    if (rule.verbs && !rule.verbs.includes(call.verb)) {
        return false;
    }
    return rule.values ? call.values(...rule.flags).some(word => word.value === undefined || rule.values!.includes(word.value)) : call.has(...rule.flags);
}

const takingVerbs = new WeakMap<ProgramTable, boolean>();

function takesVerbs(table: ProgramTable): boolean {
    const takes = takingVerbs.get(table) ?? Object.keys(table.verbs).some(path => path !== '');
    takingVerbs.set(table, takes);
    return takes;
}

/** The flag that makes this a dry run; of several, the last one counts. */
function dryRunWord(table: ProgramTable, call: Call): Word | undefined {
    for (const rule of table.dryRun ?? []) {
        if (rule.verbs && !rule.verbs.includes(call.verb) || rule.unless && call.has(...rule.unless)) {
            continue;
        }
        const given = exactFlagValues(table, call.words, rule.flag);
        const last = given[given.length - 1];
        const value = last === undefined ? '' : last.value;
        if (given.length > 0 && value !== undefined && rule.values.includes(value)) {
            // In a bundle such as `-an` the flag does not begin the word.
            return call.flags.filter(word => word.prefix.startsWith(rule.flag)).pop() ?? last ?? call.flags.find(word => word.prefix.includes(rule.flag.slice(1)));
        }
    }
    return undefined;
}
