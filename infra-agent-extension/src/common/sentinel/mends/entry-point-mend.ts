/** A script that runs a family's tasks in order, in the style of the tasks; under the name that the docs give it, if they name one that is missing. */
import { baseName, folderOf, joinPath, relativePath } from '../../repo/repo-path';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';
import type { TaskFamily } from '../../repo/task-families';

const BY_HAND = /(destroy|teardown|tear_down|clean|delete|remove|uninstall|rollback|reset|restore)/i;

export function entryPointMend(context: CheckContext, family: TaskFamily): Mend | undefined {
    const file = namedByDocs(context, family) ?? ownName(context, family);
    const first = context.text(family.tasks[0]) ?? '';
    const tasks = family.tasks.filter(task => !BY_HAND.test(baseName(task)));
    if (context.exists(file) || tasks.length === 0 || !tasks.every(task => /^[\w.-]+$/.test(baseName(task)))) {
        return undefined;
    }
    const shebang = /^#!.*/.exec(first)?.[0].trim() ?? '#!/usr/bin/env bash';
    const indent = /^\t/m.test(first) ? '\t' : /^ {4}\S/m.test(first) && !/^ {2}\S/m.test(first) ? '    ' : '  ';
    const to = relativePath(folderOf(file), family.tasks[0]).replace(/\/?[^/]+$/, '');
    const folder = `"$(cd "$(dirname "\${BASH_SOURCE[0]}")${to === '' ? '' : `/${to}`}" && pwd)"`;
    const content = [
        /bash/.test(shebang) ? shebang : '#!/usr/bin/env bash', '# Runs every task, in order. Stops at the first one that fails.', 'set -euo pipefail', '',
        `TASKS_DIR=${folder}`, '', 'TASKS=(', ...tasks.map(task => `${indent}${baseName(task)}`), ')', '',
        'for task in "${TASKS[@]}"; do', `${indent}echo "== \${task}"`, `${indent}bash "\${TASKS_DIR}/\${task}"`, 'done', ''
    ].join('\n');
    return { title: `Run the tasks of ${family.folder} from ${file}`, edits: [{ file, content, executable: true }], assumptions: ['REVIEW: the numbers are the order, and every task can be repeated'] };
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
