/** The present design as a graph: what runs, sources, applies and refers to what. */
import type { Derived, DeriveInput } from '../role';
import { count } from '../markdown';
import { holdsInfrastructure, nothingHere, whatWasRead } from '../what-was-read';
import { mermaidGraph, type GraphEdge, type GraphNode } from './mermaid-graph';
import type { NodeKind, RepoEdge, RepoFacts } from '../../repo/repo-facts';

const DRAWN: ReadonlySet<RepoEdge['kind']> = new Set(['runs', 'sources', 'applies', 'refers-to']);
const MAX_NODES = 90;

export function derive({ facts, goal }: DeriveInput): Derived {
    if (!holdsInfrastructure(facts)) {
        return { markdown: nothingHere(facts), operations: [] };
    }
    const { nodes, edges, left } = graphOf(facts, goal);
    const graph = nodes.length ? `\n\nWhat runs, sources, applies and refers to what:\n\n${mermaidGraph(nodes, edges)}` : '\n\nNothing here runs, sources, applies or refers to anything else, so there is no graph to draw.';
    const missing = facts.edges.filter(edge => edge.missing && edge.kind !== 'sources').length;
    const notes = [
        left > 0 ? `${count(left, 'file')} with no room in the graph; name a file or folder to see its surroundings.` : '',
        missing > 0 ? `Dashed: ${count(missing, 'reference')} to what is not in the repository. Review says which of them are wrong.` : ''
    ].filter(note => note !== '');
    return { markdown: `${whatWasRead(facts)}${graph}`, operations: [], ...(notes.length ? { closing: notes.join('\n\n') } : {}) };
}

function graphOf(facts: RepoFacts, goal: string | undefined): { nodes: GraphNode[]; edges: GraphEdge[]; left: number } {
    const kinds = new Map<string, NodeKind>(facts.nodes.map(node => [node.file, node.kind]));
    const objects = new Map(facts.objects.map(object => [`${object.kind}/${object.name}`, object.file]));
    const all: GraphEdge[] = [];
    for (const edge of facts.edges.filter(candidate => DRAWN.has(candidate.kind) && candidate.toKind !== 'variable')) {
        const parts = edge.to.split('/');
        const to = edge.toKind === 'object' ? objects.get(`${parts[0]}/${parts.at(-1)}`) ?? edge.to : edge.to;
        if (to !== edge.from && !all.some(known => known.from === edge.from && known.to === to && known.label === edge.kind)) {
            all.push({ from: edge.from, to, label: edge.kind, missing: edge.missing === true });
        }
    }
    const near = aroundGoal(all, goal);
    const order = rank(facts, near);
    const shown = new Set(order.slice(0, MAX_NODES));
    return {
        nodes: [...shown].map(file => ({ id: file, label: file, kind: kinds.get(file) ?? 'other' })),
        edges: near.filter(edge => shown.has(edge.from) && shown.has(edge.to)),
        left: order.length - shown.size
    };
}

/** Edges that touch what the person named; all, if nothing was named. */
function aroundGoal(edges: readonly GraphEdge[], goal: string | undefined): readonly GraphEdge[] {
    const words = (goal ?? '').toLowerCase().split(/[\s,;"'`]+/).filter(word => /[./]|\d{2,}/.test(word));
    const touched = edges.filter(edge => words.some(word => edge.from.toLowerCase().includes(word) || edge.to.toLowerCase().includes(word)));
    return touched.length ? touched : edges;
}

/** Entry points first, then in the order in which they are reached. */
function rank(facts: RepoFacts, edges: readonly GraphEdge[]): string[] {
    const next = new Map<string, string[]>();
    edges.forEach(edge => next.set(edge.from, [...next.get(edge.from) ?? [], edge.to]));
    const seen = new Set(facts.entryPoints.filter(file => next.has(file)));
    for (const file of seen) {
        next.get(file)?.forEach(to => seen.add(to));
    }
    edges.forEach(edge => seen.add(edge.from).add(edge.to));
    return [...seen];
}

