/** Which YAML files reach a cluster, and by which script: through `apply`, Kustomize, values of a chart. */
import type { CheckContext } from './check';

const cache = new WeakMap<CheckContext, ReadonlyMap<string, string>>();

/** Applied file → the script (or pipeline) that applies it. Folders and kustomizations are followed. */
export function appliedFiles(context: CheckContext): ReadonlyMap<string, string> {
    const known = cache.get(context);
    if (known) {
        return known;
    }
    const applied = new Map<string, string>();
    const from = new Map<string, string[]>();
    for (const edge of context.facts.edges) {
        if (edge.kind === 'applies' && edge.toKind === 'file' && context.model(edge.from)?.kind === 'kustomization') {
            from.set(edge.from, [...from.get(edge.from) ?? [], edge.to]);
        }
    }
    const queue = context.facts.edges.filter(edge => edge.toKind === 'file' && ['script', 'makefile', 'pipeline', 'npm-scripts', 'manifest'].includes(context.model(edge.from)?.kind ?? '')
        && edge.kind === 'applies').map(edge => ({ path: edge.to, by: edge.from }));
    for (let next = queue.pop(); next; next = queue.pop()) {
        const { path, by } = next;
        if (applied.has(path)) {
            continue;
        }
        if (context.text(path) !== undefined) {
            applied.set(path, by);
            queue.push(...(from.get(path) ?? []).map(to => ({ path: to, by })));
        } else if (context.exists(path)) {
            const kustomization = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].map(name => `${path}/${name}`).find(file => context.text(file) !== undefined);
            // kubectl reads the files of a folder; Flux goes into the folders in it too.
            const inside = context.siblings(path).filter(child => /\.(ya?ml|json)$/.test(child) ? context.text(child) !== undefined : context.model(by)?.kind === 'manifest' && context.text(child) === undefined && context.siblings(child).length > 0);
            queue.push(...(kustomization !== undefined && context.model(by)?.kind === 'manifest' ? [kustomization] : inside).map(child => ({ path: child, by })));
        }
    }
    for (const file of context.files.filter(candidate => context.model(candidate)?.kind === 'compose')) {
        applied.set(file, applied.get(file) ?? 'docker compose');
    }
    cache.set(context, applied);
    return applied;
}
