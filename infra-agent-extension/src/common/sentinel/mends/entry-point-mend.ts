/** A script that runs a family's tasks in order, in the style of the tasks; under the name that the docs give it, if they name one that is missing. */
import { baseName, folderOf, joinPath, relativePath } from '../../repo/repo-path';
import { bracesVariables } from '../house-style';
import { indentOf } from '../shell-view';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';
import type { TaskFamily } from '../../repo/task-families';

const BY_HAND = /(destroy|teardown|tear_down|clean|delete|remove|uninstall|rollback|reset|restore)/i;

export function entryPointMend(context: CheckContext, family: TaskFamily): Mend | undefined {
    const file = namedByDocs(context, family) ?? ownName(context, family);
    const tasks = family.tasks.filter(task => !BY_HAND.test(baseName(task)));
    if (context.exists(file) || tasks.length === 0 || !tasks.every(task => /^[\w.-]+$/.test(baseName(task)))) {
        return undefined;
    }
    const content = allInOrder(context, file, family, tasks);
    return { title: `Run the tasks of ${family.folder} from ${file}`, edits: [{ file, content, executable: true }], assumptions: ['REVIEW: the numbers are the order, and every task can be repeated'] };
}

/** In the shell of the tasks, with their mode, indentation, quoting and headlines. */
function allInOrder(context: CheckContext, file: string, family: TaskFamily, tasks: readonly string[]): string {
    const texts = family.tasks.map(task => context.text(task) ?? '');
    const isPosix = texts.every(text => /^#!.*[/ ](sh|dash)\b/.test(text));
    const shebang = texts.map(text => /^#!.*/.exec(text)?.[0].trim()).find(line => line !== undefined && (isPosix || line.includes('bash'))) ?? '#!/usr/bin/env bash';
    const indent = indentOf(context, family.tasks[0]);
    const variable = (name: string): string => bracesVariables(texts) ? `\${${name}}` : `$${name}`;
    const arrow = texts.map(text => /^echo ["'](=+>?|-+>?|#+|>+|\*+) /m.exec(text)?.[1]).find(found => found !== undefined) ?? '==';
    const to = relativePath(folderOf(file), family.tasks[0]).replace(/\/?[^/]+$/, '');
    const folder = (start: string): string => `"$(cd "$(dirname "${start}")${to === '' ? '' : `/${to}`}" && pwd)"`;
    const headline = `${indent}echo "${arrow} ${variable('task')}"`;
    const about = '# Runs every task, in order. Stops at the first one that fails.';
    const lines = isPosix
        ? [shebang, about, 'set -eu', '', `tasks_dir=${folder('$0')}`, '', `for task in ${tasks.map(baseName).join(` \\\n${indent}`)}; do`, headline, `${indent}sh "${variable('tasks_dir')}/${variable('task')}"`, 'done', '']
        : [shebang, about, 'set -euo pipefail', '', `TASKS_DIR=${folder(bracesVariables(texts) ? '${BASH_SOURCE[0]}' : '$0')}`, '', 'TASKS=(', ...tasks.map(task => `${indent}${baseName(task)}`), ')', '', 'for task in "${TASKS[@]}"; do', headline, `${indent}bash "${variable('TASKS_DIR')}/${variable('task')}"`, 'done', ''];
    return lines.join('\n');
}

/** A missing script that a code block of the docs starts, in a folder near the tasks. */
function namedByDocs(context: CheckContext, family: TaskFamily): string | undefined {
    for (const doc of context.files.filter(file => context.model(file)?.kind === 'doc')) {
        for (const { script } of context.model(doc)!.embedded ?? []) {
            for (const call of script.calls) {
                const path = call.words[0]?.value;
                if (path !== undefined && /^(\.\/)?[\w./-]+\.sh$/.test(path) && path.includes('/')) {
                    const found = [folderOf(doc), folderOf(family.folder), ''].map(base => joinPath(base, path)).find(candidate => candidate !== undefined && !context.exists(candidate) && (context.exists(folderOf(candidate)) || folderOf(candidate) === folderOf(family.folder)));
                    if (found !== undefined && !context.ignored(found)) {
                        return found;
                    }
                }
            }
        }
    }
    return undefined;
}

function ownName(context: CheckContext, family: TaskFamily): string {
    const above = folderOf(family.folder);
    const bin = [joinPath(above, 'bin'), joinPath(above, 'scripts')].find(folder => folder !== undefined && context.exists(folder));
    return joinPath(bin ?? (/(tasks|steps|stages|phases)$/.test(family.folder) ? above : family.folder), 'all.sh')!;
}
