/** What one asks in each mode, and which of these questions a workspace has an answer to: what is offered to a click names what is there. */
import type { Mode } from '../ops/operation';
import type { RepoEdge, RepoFacts } from '../repo/repo-facts';
import type { Finding, Severity } from '../sentinel/finding';

export interface ModePrompt {
    readonly mode: Mode;
    readonly text: string;
}

export function promptFor(mode: Mode): ModePrompt {
    switch (mode) {
        case 'design': return { mode, text: 'Draw what runs, sources and applies what' };
        case 'implement': return { mode, text: 'Find what is broken, mend it, and tell me what to run' };
        case 'review': return { mode, text: 'Review what changed' };
        case 'test': return { mode, text: 'Show how I check that it works' };
    }
}

const DRAWN: ReadonlySet<RepoEdge['kind']> = new Set(['runs', 'sources', 'applies', 'refers-to']);
const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'info'];
/** The chat takes `@` and `#` for its own, and words are parted by spaces. */
const NAMEABLE = /^[\w./-]+$/;

/** At most three, each of which is answered with more than that there is nothing. */
export function examplePrompts(facts: RepoFacts, findings: readonly Finding[]): ModePrompt[] {
    const runnable = facts.entryPoints.length > 0 || facts.nodes.some(node => node.kind === 'task');
    const drawn = mostDrawn(facts);
    const worst = WORST_FIRST.flatMap(severity => findings.filter(finding => finding.severity === severity)).find(finding => NAMEABLE.test(finding.file));
    const namespace = facts.objects.find(object => object.namespace !== undefined && NAMEABLE.test(object.namespace))?.namespace;
    const prompts: readonly (ModePrompt | undefined)[] = [
        runnable || findings.some(finding => finding.mend) ? promptFor('implement') : undefined,
        drawn === undefined ? undefined : { mode: 'design', text: `Draw what ${drawn} runs, sources and applies` },
        worst && { mode: 'review', text: `Review ${worst.file}` },
        namespace === undefined ? undefined : { mode: 'test', text: `Show how I check that namespace ${namespace} works` },
        holdsAnything(facts) ? { mode: 'review', text: 'Review what is here' } : undefined
    ];
    return prompts.filter(prompt => prompt !== undefined).slice(0, 3);
}

/** The first entry point that leads anywhere, else the file from which most begins. */
function mostDrawn(facts: RepoFacts): string | undefined {
    const begins = new Map<string, number>();
    facts.edges.filter(edge => DRAWN.has(edge.kind) && edge.toKind !== 'variable' && NAMEABLE.test(edge.from))
        .forEach(edge => begins.set(edge.from, (begins.get(edge.from) ?? 0) + 1));
    return facts.entryPoints.find(file => begins.has(file)) ?? [...begins].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function holdsAnything(facts: RepoFacts): boolean {
    return facts.nodes.some(node => node.kind !== 'other' && node.kind !== 'doc' && node.kind !== 'config');
}
