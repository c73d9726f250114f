/** The opening paragraph of every answer: what was read, honestly. */
import type { NodeKind, RepoFacts } from '../repo/repo-facts';
import { code, count, listed, plain } from './markdown';

const NAMES: readonly (readonly [NodeKind, string, string?])[] = [
    ['entry-point', 'entry point'], ['task', 'task'], ['library', 'shared library', 'shared libraries'], ['script', 'other script'], ['makefile', 'Makefile'], ['npm-scripts', 'package.json with scripts', 'package.json files with scripts'],
    ['manifest', 'Kubernetes manifest'], ['kustomization', 'kustomization'], ['chart', 'chart file'], ['values', 'values file'], ['terraform-module', 'Terraform file'],
    ['dockerfile', 'Dockerfile'], ['compose', 'compose file'], ['pipeline', 'pipeline'], ['doc', 'document'], ['env-example', '`.env` example']
];
const INFRASTRUCTURE: ReadonlySet<NodeKind> = new Set(['entry-point', 'task', 'library', 'script', 'makefile', 'manifest', 'kustomization', 'chart', 'values', 'terraform-module', 'dockerfile', 'compose', 'pipeline']);

export function whatWasRead(facts: RepoFacts): string {
    const kinds = NAMES.flatMap(([kind, one, many]) => {
        const found = facts.nodes.filter(node => node.kind === kind && node.note === undefined).length;
        return found ? [count(found, one, many)] : [];
    });
    const read = `I read ${count(facts.counts.read, 'file')} of ${facts.counts.files}${kinds.length ? `: ${listed(kinds)}` : ''}.`;
    const objects = facts.objects.length ? ` The manifests define ${count(facts.objects.length, 'Kubernetes object')}.` : '';
    const [entry, ...others] = facts.entryPoints;
    const from = entry === undefined ? '' : ` The entry point is ${code(entry)}${others.length ? ` (there ${others.length === 1 ? 'is' : 'are'} also ${listed(others.slice(0, 3).map(code))}${others.length > 3 ? ` and ${others.length - 3} more` : ''})` : ''}.`;
    const skipped = facts.counts.skipped ? ` ${count(facts.counts.skipped, 'file')} could not be read: ${facts.notes.slice(0, 3).map(plain).join(' ')}${facts.notes.length > 3 ? ' …' : ''}` : '';
    return `${read}${objects}${from}${skipped}`;
}

export function holdsInfrastructure(facts: RepoFacts): boolean {
    return facts.nodes.some(node => INFRASTRUCTURE.has(node.kind));
}

export const LOOKED_FOR = 'I looked for shell scripts and their tasks, Makefiles and npm scripts, Kubernetes manifests, Kustomize, Helm, Terraform, Dockerfiles and compose files, CI pipelines, runbooks and `.env` examples';

export function nothingHere(facts: RepoFacts): string {
    return `There is no infrastructure in this workspace that I can read (${count(facts.counts.files, 'file')} listed). ${LOOKED_FOR}. Open the folder that holds them, or add a first script or manifest, and ask again.`;
}
