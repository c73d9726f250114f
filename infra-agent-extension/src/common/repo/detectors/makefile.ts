/** Makefiles: targets, their recipes as shell, and variables that they pass on. */
import type { Detector, EmbeddedShell } from '../detector';
import { readShellScript } from '../read-shell-script';
import { folderOf } from '../repo-path';

export const detector: Detector = {
    wants: file => /(^|\/)(GNUm|M|m)akefile$|\.mk$/.test(file.path),
    claim: () => 3,
    read: source => {
        const embedded: EmbeddedShell[] = [];
        for (const match of source.text.matchAll(/^\t(?:[^\\\n]|\\[^\n]|\\\n)*/gm)) {
            const text = shellOfRecipe(match[0]);
            embedded.push({ script: readShellScript(source.path, text), at: offset => match.index + offset, folder: folderOf(source.path) });
        }
        const sets = [...source.text.matchAll(/^(?:export[ \t]+|override[ \t]+)?([A-Za-z_]\w*)[ \t]*[:?+]?=|^export[ \t]+([A-Za-z_]\w*)/gm)]
            .map(match => ({ name: match[1] ?? match[2], start: match.index, end: match.index + match[0].length }));
        const targets = [...source.text.matchAll(/^([\w./ -]+?)[ \t]*::?(?!=)/gm)].flatMap(match => match[1].split(/[ \t]+/));
        return { kind: 'makefile', embedded, sets, targets: [...new Set(targets)].filter(target => target !== '' && !target.startsWith('.')) };
    }
};

/** Make's own `$(X)` is no command: it is replaced, at the same length, by a shell variable. `@` and `-` in front are blanked. */
function shellOfRecipe(text: string): string {
    return text
        .replace(/^(\s*)([@+-]+)/, (_, space: string, marks: string) => space + ' '.repeat(marks.length))
        .replace(/\$\(([A-Za-z_]\w*)\)/g, (_, name: string) => `\${${name}}`)
        .replace(/\$\$/g, ' $')
        .replace(/\$[@<^*]/g, '$1');
}
