/**
 * `infra-agent.yaml` at the root of a workspace: what its owner says of the layout where convention would guess wrong. It is repository content, and
 * not trusted: it describes the layout and makes checks stricter; it can switch nothing off, and changes nothing of what a command is read to do.
 */
import { isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';

const Path = z.string().min(1).describe('a path in the workspace, with `/`');

export const InfraAgentConfig = z.strictObject({
    entryPoints: z.array(Path).optional().describe('the scripts and Makefiles that a person starts, most canonical first'),
    tasks: z.array(z.strictObject({
        folder: Path.describe('the folder of scripts that are steps of one way'),
        order: z.array(z.string().min(1)).optional().describe('their file names, first first; by number or name if left out'),
        driver: Path.optional().describe('the script that runs them')
    })).optional(),
    libraries: z.array(Path).optional().describe('scripts, or folders of scripts, that are sourced and never run'),
    foreign: z.array(Path).optional().describe('files and folders of others, kept here and not looked into'),
    errors: z.array(z.string().min(1)).optional().describe('ids of checks whose findings are errors here')
}).describe('What the owner of a repository says of its layout');
export type InfraAgentConfig = z.infer<typeof InfraAgentConfig>;

export const CONFIG_FILES: readonly string[] = ['infra-agent.yaml', 'infra-agent.yml'];

export interface ConfigReading {
    readonly config: InfraAgentConfig;
    readonly file?: string;
    readonly problems: readonly { readonly message: string; readonly start: number; readonly end: number }[];
}

/** What does not fit is said and left out as a whole: half a description would be a guess. */
export function readConfig(file: string, text: string): ConfigReading {
    const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
    const [broken] = document.errors;
    if (broken) {
        return { config: {}, file, problems: [{ message: broken.message, start: broken.pos[0], end: broken.pos[1] }] };
    }
    const parsed = InfraAgentConfig.safeParse(valueOf(document));
    if (parsed.success) {
        return { config: parsed.data, file, problems: [] };
    }
    return {
        config: {}, file,
        problems: parsed.error.issues.map(issue => {
            const node = issue.path.length > 0 ? document.getIn(issue.path.filter(part => typeof part !== 'symbol'), true) : document.contents;
            const range = isNode(node) ? node.range : undefined;
            return { message: `${issue.path.length > 0 ? `\`${issue.path.map(String).join('.')}\`: ` : ''}${issue.message}`, start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
        })
    };
}

/** An alias to nothing, or aliases without end, are no description. */
function valueOf(document: Document): unknown {
    try {
        return document.toJS({ maxAliasCount: 20 }) ?? {};
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}

/** The path itself, or something in that folder. */
export function isUnder(path: string, entries: readonly string[] | undefined): boolean {
    return (entries ?? []).some(entry => {
        const folder = entry.replace(/^\.\//, '').replace(/\/+$/, '');
        return path === folder || path.startsWith(`${folder}/`);
    });
}
