import { exposes, high } from '../effect';
import { started } from '../started';
import { fixedWord } from '../word-parts';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';

export const program: ProgramTable = {
    names: ['aws-vault', 'chamber', 'saml2aws', 'granted', 'awsume', 'teller', 'summon', 'berglas', 'envconsul', 'consul-template', 'dotenv', 'dotenvx', 'envdir', 'direnv', 'dotenv-cli', 'with-env', 'env-cmd'],
    group: 'local',
    valueFlags: ['-d', '--duration', '-b', '--backend', '-f', '--file', '-e', '-p', '--profile', '--region', '--env-file', '-c', '--prefix', '-config', '-exec', '-template', '-prefix', '-secret', '-consul-addr', '-vault-addr', '-kill-signal', '-log-level', '--provider', '-a', '--role'],
    optionsFirst: true,
    verbs: { '': { risk: 'LOW', message: 'gives variables to a program' } },
    judge: call => ({ effects: judgeEnvRunner(call) }),
    inner: innerOfEnvRunner
};

/** `NAME exec PROFILE -- CMD`, `NAME run -- CMD`, `NAME -- CMD`, `direnv exec DIR CMD`. */
function innerOfEnvRunner(call: Call): readonly Inner[] {
    const dashes = call.words.findIndex(word => word.value === '--');
    if (dashes >= 0) {
        const words = call.words.slice(dashes + 1);
        return words.length > 0 ? [{ kind: 'argv', words }] : [];
    }
    const [verb, , ...rest] = call.positionals;
    const exec = [...call.values('-exec'), ...templateCommands(call)].map((text): Inner => ({ kind: 'shell', text }));
    if (/^(exec)$/.test(verb?.value ?? '') && rest.length > 0) {
        return [...exec, { kind: 'argv', words: rest }];
    }
    const isVerb = /^(run|exec|list|ls|read|write|export|login|add|remove|allow|deny|status|reload|edit|hook|version|env|history|find|delete|import|rotate|show|prune|access|get|grant|update|create|bootstrap|scan|redact|sh|yaml|set|encrypt|decrypt|clear|fetchtoken|console|stdlib|dump|block|permit|grant|revoke|fetch_token)$/.test(verb?.value ?? '');
    return isVerb || call.positionals.length === 0 ? exec : started(call, { valueFlags: [], bareFlags: call.flags.map(word => word.value ?? '') }, /envdir$/.test(call.program.value ?? '') ? 1 : 0);
}

/** `consul-template -template IN:OUT:COMMAND`. */
function templateCommands(call: Call): readonly Word[] {
    return call.values('-template').filter(word => word.shown.split(':').length > 2).map(word => word.value === undefined ? word : fixedWord(word.value.split(':').slice(2).join(':'), word));
}

function judgeEnvRunner(call: Call): Effect[] {
    const verb = call.positionals[0]?.value ?? '';
    if (/^(read|export|env|show|get|access|decrypt|yaml|sh|dump|fetchtoken)$/.test(verb) && !/direnv$/.test(call.program.value ?? '')) {
        return [exposes('external', 'prints secrets', call.positionals[0])];
    }
    if (/^(write|add|remove|delete|import|rotate|login|grant|update|create|bootstrap|allow|permit|set|clear|revoke|edit|console)$/.test(verb)) {
        return [high('local', 'changes secrets, access, or what runs by itself', call.positionals[0])];
    }
    return [];
}
