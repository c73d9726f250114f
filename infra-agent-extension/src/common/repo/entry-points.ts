/** The scripts and Makefiles that a person starts, most canonical first: those that drive others, that the docs name, and that nothing else runs. */
import { baseName, folderOf } from './repo-path';
import { filesOf, readOf, scriptFiles } from './repo-questions';
import { sourcedBy } from './shell-links';
import { taskFamilies } from './task-families';
import type { Analysis } from './analysis';
import type { RepoEdge } from './repo-facts';

const NAMES = /^(init|bootstrap|up|deploy|setup|install|main|run|start|all|provision|apply|create|build)\b|[-_](all|up|init|bootstrap|deploy|setup)\b/;

/** `edges` are all but those between objects. */
export function entryPointsOf(analysis: Analysis, edges: readonly RepoEdge[]): string[] {
    const scripts = scriptFiles(analysis, '');
    const docs = new Set(filesOf(analysis, 'doc'));
    const starting = new Set([...scripts, ...filesOf(analysis, 'makefile'), ...filesOf(analysis, 'npm-scripts')]);
    const families = taskFamilies(analysis, '');
    const tasks = new Set(families.flatMap(family => family.tasks));
    const drivers = new Map(families.filter(family => family.driver).map(family => [family.driver!, family.tasks.length]));
    const runs = edges.filter(edge => edge.kind === 'runs' && !edge.missing);
    const documented = new Map<string, number>();
    const runByOthers = new Set<string>();
    const driven = new Map<string, number>();
    for (const edge of runs) {
        if (docs.has(edge.from)) {
            documented.set(edge.to, (documented.get(edge.to) ?? 0) + 1);
        } else if (edge.from !== edge.to) {
            if (starting.has(edge.from)) {
                runByOthers.add(edge.to);
            }
            driven.set(edge.from, (driven.get(edge.from) ?? 0) + 1);
        }
    }
    const scored = scripts
        .filter(file => !tasks.has(file) && sourcedBy(analysis, file).length === 0)
        .filter(file => drivers.has(file) || documented.has(file) || (!runByOthers.has(file) && ((driven.get(file) ?? 0) > 0 || NAMES.test(baseName(file)))))
        .filter(file => !/(^|\/)(tests?|spec|node_modules|vendor|examples?)\//.test(file))
        .map(file => ({ file, score: (drivers.get(file) ?? 0) * 10 + (documented.get(file) ?? 0) * 3 + (driven.get(file) ?? 0) + (NAMES.test(baseName(file)) ? 4 : 0) + (/(^|\/)bin$/.test(folderOf(file)) ? 1 : 0) - (runByOthers.has(file) ? 5 : 0) }));
    // A Makefile that drives scripts or tools is what a person starts.
    const driving = filesOf(analysis, 'makefile').filter(file => !file.includes('/') && (readOf(analysis, file)!.model.targets ?? []).some(target => NAMES.test(target)) && edges.some(edge => edge.from === file && (edge.kind === 'runs' || (edge.kind === 'needs' && edge.toKind === 'tool'))))
        .map(file => ({ file, score: 6 + (driven.get(file) ?? 0) }));
    return [...scored, ...driving].sort((a, b) => b.score - a.score || (a.file < b.file ? -1 : 1)).map(({ file }) => file);
}
