/** A Mermaid flowchart. Labels come from the repository: every character that Mermaid, HTML or Markdown could read as its own is written as an entity. */
import type { NodeKind } from '../../repo/repo-facts';
import { visible } from '../markdown';

export interface GraphNode {
    readonly id: string;
    readonly label: string;
    readonly kind: NodeKind;
}

export interface GraphEdge {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly missing: boolean;
}

const SHAPES: Partial<Record<NodeKind, readonly [string, string]>> = {
    'entry-point': ['([', '])'], task: ['[', ']'], library: ['[[', ']]'], manifest: ['[/', '/]'], kustomization: ['[/', '/]'], chart: ['[/', '/]'], doc: ['>', ']'], 'terraform-module': ['[(', ')]']
};

export function mermaidGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string {
    const ids = new Map(nodes.map((node, index) => [node.id, `n${index}`]));
    const lines = nodes.map(node => {
        const [open, close] = SHAPES[node.kind] ?? ['[', ']'];
        return `  ${ids.get(node.id)}${open}"${mermaidLabel(node.label)}"${close}`;
    });
    const arrows = edges.map(edge => `  ${ids.get(edge.from)} ${edge.missing ? '-.' : '--'}${edge.missing ? `"${mermaidLabel(edge.label)}, missing".->` : ` "${mermaidLabel(edge.label)}" -->`} ${ids.get(edge.to)}`);
    return ['```mermaid', 'flowchart LR', ...lines, ...arrows, '```'].join('\n');
}

export function mermaidLabel(text: string): string {
    const letters = [...visible(text)].slice(0, 120);
    return letters.map((letter, index) => (isPlain(letter) && !(letter === '/' && letters[index - 1] === '/') ? letter : `#${letter.codePointAt(0)};`)).join('');
}

/** No colon and no two slashes: what could be an address is not drawn at all. */
function isPlain(letter: string): boolean {
    return /[A-Za-z0-9 _./,+=-]/.test(letter) || letter.codePointAt(0)! > 0xa0;
}
