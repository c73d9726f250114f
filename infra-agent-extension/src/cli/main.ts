/** `infra-agent`: the same core without the IDE. Exit codes: 0 fine, 1 findings that fail or an operation that failed, 2 wrong usage, 3 refused. */
import { CommanderError } from 'commander';
import { program } from './program';
import { Failure } from './failure';

process.stdout.on('error', error => {
    // `infra-agent … | head` closes the pipe; that is no failure of ours.
    process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1);
});

program().parseAsync(process.argv).then(() => undefined, (error: unknown) => {
    if (error instanceof CommanderError) {
        // Commander has printed its message; help and version are no errors.
        process.exitCode = error.exitCode === 0 ? 0 : 2;
        return;
    }
    process.stderr.write(`infra-agent: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof Failure ? error.exitCode : 1;
});
