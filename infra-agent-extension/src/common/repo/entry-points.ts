/** The scripts and Makefiles that a person starts, most canonical first: those that drive others, that the docs name, and that nothing else runs. */
import { baseName, folderOf } from './repo-path';
import type { ReadFile } from './link-repo';
import type { RepoEdge } from './repo-facts';
import type { ShellLinks } from './shell-links';
import type { TaskFamily } from './task-families';

const NAMES = /^(init|bootstrap|up|deploy|setup|install|main|run|start|all|provision|apply|create|build)\b|[-_](all|up|init|bootstrap|deploy|setup)\b/;

export function entryPointsOf(world: { files: readonly ReadFile[]; edges: readonly RepoEdge[]; families: readonly TaskFamily[]; shell: ShellLinks }): string[] {
    const docs = new Set(world.files.filter(({ model }) => model.kind === 'doc').map(({ source }) => source.path));
    const makefiles = new Set(world.files.filter(({ model }) => model.kind === 'makefile' || model.kind === 'npm-scripts').map(({ source }) => source.path));
    const tasks = new Set(world.families.flatMap(family => family.tasks));
    const drivers = new Map(world.families.filter(family => family.driver).map(family => [family.driver!, family.tasks.length]));
    const runs = world.edges.filter(edge => edge.kind === 'runs' && !edge.missing);
    const documented = new Map<string, number>();
    const runByOthers = new Set<string>();
    const driven = new Map<string, number>();
    for (const edge of runs) {
        if (docs.has(edge.from)) {
            documented.set(edge.to, (documented.get(edge.to) ?? 0) + 1);
        } else if (edge.from !== edge.to) {
            if (world.shell.scripts.has(edge.from) || makefiles.has(edge.from)) {
                runByOthers.add(edge.to);
            }
            driven.set(edge.from, (driven.get(edge.from) ?? 0) + 1);
        }
    }
    const scored = [...world.shell.scripts.keys()]
        .filter(file => !tasks.has(file) && world.shell.sourcedBy(file).length === 0)
        .filter(file => drivers.has(file) || documented.has(file) || (!runByOthers.has(file) && ((driven.get(file) ?? 0) > 0 || NAMES.test(baseName(file)))))
        .filter(file => !/(^|\/)(tests?|spec|node_modules|vendor|examples?)\//.test(file))
        .map(file => ({ file, score: (drivers.get(file) ?? 0) * 10 + (documented.get(file) ?? 0) * 3 + (driven.get(file) ?? 0) + (NAMES.test(baseName(file)) ? 4 : 0) + (/(^|\/)bin$/.test(folderOf(file)) ? 1 : 0) - (runByOthers.has(file) ? 5 : 0) }));
    // A Makefile that drives scripts or tools is what a person starts.
    const driving = world.files.filter(({ source, model }) => model.kind === 'makefile' && !/\//.test(source.path) && (model.targets ?? []).some(target => NAMES.test(target)) && world.edges.some(edge => edge.from === source.path && (edge.kind === 'runs' || (edge.kind === 'needs' && edge.toKind === 'tool'))))
        .map(({ source }) => ({ file: source.path, score: 6 + (driven.get(source.path) ?? 0) }));
    return [...scored, ...driving].sort((a, b) => b.score - a.score || (a.file < b.file ? -1 : 1)).map(({ file }) => file);
}
