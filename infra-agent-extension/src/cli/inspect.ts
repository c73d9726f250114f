import { readWorkspace } from '../node/answer/read-workspace';
import { print, printJson } from './print';
import { workspaceFolder } from './workspace-folder';

/** Prints RepoFacts. */
export async function inspect(dir: string, options: { json?: boolean }): Promise<number> {
    const { facts } = await readWorkspace(workspaceFolder(dir));
    if (options.json) {
        printJson(facts);
        return 0;
    }
    const kinds = new Map<string, string[]>();
    for (const node of facts.nodes) {
        kinds.set(node.kind, [...(kinds.get(node.kind) ?? []), node.file]);
    }
    print(`${facts.counts.files} files, ${facts.counts.read} read. Entry points: ${facts.entryPoints.join(', ') || 'none'}.`);
    for (const [kind, files] of [...kinds].sort()) {
        print(`${kind} (${files.length})`);
        files.forEach(file => print(`  ${file}`));
    }
    print(`${facts.edges.length} edges, ${facts.objects.length} Kubernetes objects. --json prints them.`);
    facts.notes.forEach(note => print(`note: ${note}`));
    return 0;
}
