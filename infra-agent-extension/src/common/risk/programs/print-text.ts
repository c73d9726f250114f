import { credentialIn } from '../credential-names';
import { exposes, low, plainProgram } from '../effect';
import type { Call, Effect, ProgramTable } from '../program';

const printed = (call: Call): { effects: Effect[] } => ({
    effects: call.words.flatMap(word => {
        const name = credentialIn(word);
        return name ? [exposes('local', `prints \`${name}\`, which holds a credential by its name`, word)] : [];
    })
});

/** Nothing they are given changes anything: dangerous words are data here. */
export const programs: readonly ProgramTable[] = [
    plainProgram('echo', 'LOW', 'prints text', { helpFlags: [], judge: printed }),
    plainProgram('printf', 'LOW', 'prints text', { helpFlags: [], judge: printed }),
    plainProgram('figlet toilet cowsay banner lolcat', 'LOW', 'prints text'),
    plainProgram('logger', 'LOW', 'adds a line to the system log', {
        valueFlags: ['-n', '--server', '-P', '--port', '-p', '--priority', '-t', '--tag', '-f', '--file', '-u', '--socket', '--id'],
        reads: call => call.values('-f', '--file'),
        judge: call => ({ effects: [...call.has('-n', '--server') ? [low('external', 'sends it to another host')] : [], ...printed(call).effects] })
    }),
    plainProgram('wall write notify-send', 'LOW', 'shows a message to people on this machine', { judge: printed })
];
