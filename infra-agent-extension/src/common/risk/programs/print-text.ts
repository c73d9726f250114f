import { credentialIn } from '../credential-names';
import { exposes, high, med, plainProgram } from '../effect';
import type { Call, Effect, ProgramTable } from '../program';

const printed = (call: Call): { effects: Effect[] } => ({
    effects: call.words.flatMap(word => {
        const name = credentialIn(word);
        return name ? [exposes('local', `prints \`${name}\`, which holds a credential by its name`, word)] : [];
    })
});

/** A line that the text fixes is a message; anything else is what files or commands hold. */
function sentToHost(call: Call): Effect[] {
    if (!call.has('-n', '--server')) {
        return [];
    }
    const content = call.has('-f', '--file') || call.positionals.length === 0 || call.positionals.some(word => word.value === undefined);
    return [content ? high('external', 'sends content to another host') : med('external', 'sends a message to another host')];
}

/** Nothing they are given changes anything: dangerous words are data here. */
export const programs: readonly ProgramTable[] = [
    plainProgram('echo', 'LOW', 'prints text', { helpFlags: [], judge: printed }),
    plainProgram('printf', 'LOW', 'prints text', { helpFlags: [], judge: printed }),
    plainProgram('figlet toilet cowsay banner lolcat', 'LOW', 'prints text'),
    plainProgram('logger', 'LOW', 'adds a line to the system log', {
        valueFlags: ['-n', '--server', '-P', '--port', '-p', '--priority', '-t', '--tag', '-f', '--file', '-u', '--socket', '--id'],
        reads: call => call.values('-f', '--file'),
        judge: call => ({ effects: [...sentToHost(call), ...printed(call).effects] })
    }),
    plainProgram('wall write notify-send', 'LOW', 'shows a message to people on this machine', { judge: printed })
];
