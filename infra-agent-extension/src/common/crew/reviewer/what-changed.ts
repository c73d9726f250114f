/** The review of a change: which files it took as changed and why, who uses them, and what the checks find in them or say of them. */
import type { ChangedFile, Changes } from '../changes';
import { code, count, listed, plain } from '../markdown';
import type { RepoEdge, RepoFacts } from '../../repo/repo-facts';
import type { Finding } from '../../sentinel/finding';

export interface ReviewedChange {
    /** All of them where nothing changed. */
    readonly findings: readonly Finding[];
    /** Said before the findings. */
    readonly opening: string;
    /** Findings that have nothing to do with what changed. */
    readonly elsewhere: number;
}

const MAX_LISTED = 40;
const MAX_USERS = 4;
const USES: ReadonlySet<RepoEdge['kind']> = new Set(['runs', 'sources', 'applies', 'refers-to']);

export function whatChanged({ files, hasIndex }: Changes, facts: RepoFacts, findings: readonly Finding[]): ReviewedChange {
    if (files.length === 0) {
        const known = hasIndex
            ? 'every file that I read is as it stands in git\'s index, and no operation edited one since the last commit (what you staged by hand I cannot tell from what is committed)'
            : 'no operation edited a file here, and there is no git index in this folder that I could compare with';
        return { findings, opening: `**Nothing changed** that I know of: ${known}. So this is everything.`, elsewhere: 0 };
    }
    const paths = new Set(files.map(({ file }) => file));
    const own = findings.filter(finding => paths.has(finding.file) || named(finding).some(name => paths.has(name)));
    const more = files.length > MAX_LISTED ? `\n- … and ${files.length - MAX_LISTED} more` : '';
    const limit = hasIndex ? 'what you staged by hand without committing it counts as unchanged' : 'there is no git index in this folder, so these are the edits of operations alone';
    return {
        findings: own,
        opening: `**${count(files.length, 'file')} changed**; ${limit}.\n\n${files.slice(0, MAX_LISTED).map(changed => line(changed, facts)).join('\n')}${more}`,
        elsewhere: findings.length - own.length
    };
}

/** Files that its message or its mend is about. */
function named({ message, mend }: Finding): string[] {
    return [...[...message.matchAll(/`([^`\n]+)`/g)].map(match => match[1]), ...mend?.edits.map(edit => edit.file) ?? []];
}

function line(changed: ChangedFile, facts: RepoFacts): string {
    const users = [...new Set(facts.edges.filter(edge => edge.toKind === 'file' && edge.to === changed.file && edge.from !== changed.file && USES.has(edge.kind)).map(edge => edge.from))];
    const used = users.length === 0 ? '' : `; used by ${listed(users.slice(0, MAX_USERS).map(code))}${users.length > MAX_USERS ? ` and ${users.length - MAX_USERS} more` : ''}`;
    return `- ${code(changed.file)}: ${[how(changed), changed.by === undefined ? '' : `edited by “${plain(changed.by)}”`].filter(Boolean).join(', ')}${used}`;
}

function how(changed: ChangedFile): string {
    switch (changed.how) {
        case 'modified': return 'differs from git\'s index';
        case 'untracked': return 'not in git yet';
        case 'removed': return 'removed, and still in git\'s index';
        case 'edited': return changed.by === undefined ? 'edited' : '';
    }
}
