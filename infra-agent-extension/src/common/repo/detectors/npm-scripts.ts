/** npm scripts that run the repository's scripts. */
import { isMap, isScalar, parseDocument } from 'yaml';
import type { Detector, EmbeddedShell } from '../detector';
import { readShellScript } from '../read-shell-script';
import { folderOf } from '../repo-path';

export const detector: Detector = {
    wants: file => /(^|\/)package\.json$/.test(file.path),
    claim: source => /"scripts"\s*:/.test(source.text) ? 3 : 0,
    read: source => {
        const document = parseDocument(source.text, { prettyErrors: false, logLevel: 'silent' });
        const scripts = document.errors.length === 0 ? document.get('scripts', true) : undefined;
        const embedded: EmbeddedShell[] = [];
        for (const pair of isMap(scripts) ? scripts.items : []) {
            if (isScalar(pair.value) && typeof pair.value.value === 'string' && pair.value.range) {
                const start = pair.value.range[0] + 1;
                embedded.push({ script: readShellScript(source.path, pair.value.value), at: offset => start + offset, folder: folderOf(source.path) });
            }
        }
        return { kind: 'npm-scripts', embedded };
    }
};
