/** Ends the command with a sentence and an exit code: 1 failed, 2 wrong usage, 3 refused. */
export class Failure extends Error {
    constructor(message: string, readonly exitCode: 1 | 2 | 3) {
        super(message);
    }
}
