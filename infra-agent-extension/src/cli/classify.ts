/** `infra-agent classify`: one JSON value a line on standard input, one JSON answer a line, in order. Nothing is run. */
import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Writable } from 'node:stream';
import { classifyLine, refused } from '../common/risk/classify';
import type { RiskContext } from '../common/risk/risk-context';
import { diskSourceLookup } from '../node/disk-source-lookup';
import { readGitIndex, trackedState } from '../node/git-index';

export interface ClassifyStreams {
    readonly stdin: NodeJS.ReadableStream;
    readonly stdout: Writable;
    readonly stderr: Writable;
}

/** Answers 0; 2 for wrong usage or when a line was no JSON. The environment of this process counts for nothing: the answer is about the text. */
export async function classifyCommand(args: readonly string[], { stdin, stdout, stderr }: ClassifyStreams): Promise<number> {
    const context = contextOf(args);
    if (typeof context === 'string') {
        stderr.write(`${context}\nUsage: infra-agent classify [--cwd DIR]\n`);
        return 2;
    }
    let broken = false;
    for await (const line of linesOf(stdin)) {
        if (line.trim() === '') {
            continue;
        }
        const value = parsed(line);
        broken ||= value === undefined;
        const answer = value === undefined ? refused(line, 'the line is not JSON') : classifyLine(value.json, context);
        if (!stdout.write(`${JSON.stringify(answer)}\n`)) {
            await new Promise(resolve => stdout.once('drain', resolve));
        }
    }
    return broken ? 2 : 0;
}

/** Lines end at a line feed only: JSON may hold the other line separators of Unicode as they are, at which `readline` would cut. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
    let begun: string[] = [];
    for await (const chunk of input.setEncoding('utf8')) {
        const [first, ...rest] = String(chunk).split('\n');
        begun.push(first);
        for (const next of rest) {
            yield begun.join('');
            begun = [next];
        }
    }
    yield begun.join('');
}

function parsed(line: string): { readonly json: unknown } | undefined {
    try {
        return { json: JSON.parse(line) };
    } catch {
        // The answer says so, and the exit code.
        return undefined;
    }
}

function contextOf(args: readonly string[]): RiskContext | string {
    const rest = args.filter(arg => arg !== '--json');
    const attached = rest.length === 1 ? /^--cwd=(.*)$/.exec(rest[0])?.[1] : undefined;
    const folder = attached ?? (rest.length === 2 && rest[0] === '--cwd' ? rest[1] : undefined);
    if (folder === undefined) {
        return rest.length === 0 ? { env: {}, home: homedir() } : `Unknown arguments: ${rest.join(' ')}`;
    }
    try {
        const root = realpathSync(folder);
        return statSync(root).isDirectory() ? inFolder(root) : `${folder} is no folder.`;
    } catch {
        return `${folder} is not there.`;
    }
}

function inFolder(root: string): RiskContext {
    const index = readGitIndex(root);
    return { env: {}, home: homedir(), workspace: root, lookup: diskSourceLookup(root), tracked: index ? path => trackedState(root, index, path) : undefined };
}
