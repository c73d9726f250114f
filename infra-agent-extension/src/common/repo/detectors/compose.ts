/** Compose files: services, the variables that they set, and the files that they name. */
import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Detector, NamedPath } from '../detector';
import { folderOf, joinPath } from '../repo-path';

export const detector: Detector = {
    wants: file => /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/.test(file.path),
    claim: source => /^services:/m.test(source.text) ? 3 : 0,
    read: source => {
        const document = parseDocument(source.text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
        const problems = document.errors.map(error => ({ message: error.message.split('\n')[0], start: error.pos[0], end: error.pos[1] }));
        const sets: { name: string; start: number; end: number }[] = [];
        const paths: NamedPath[] = [];
        const addPath = (node: unknown): void => {
            if (isScalar(node) && typeof node.value === 'string' && node.range && !/[$*:~]/.test(node.value)) {
                const path = joinPath(folderOf(source.path), node.value);
                if (path) {
                    paths.push({ kind: 'refers-to', path, start: node.range[0], end: node.range[1], optional: false });
                }
            }
        };
        // A mounted file that is not there becomes an empty folder; folders are made on purpose.
        const addMount = (node: unknown): void => {
            const mounted = isScalar(node) && typeof node.value === 'string' && node.range ? /^["']?(\.{1,2}\/[^:$*~]*\.(?:ya?ml|json|conf|cfg|ini|toml|sh|env|sql|xml|properties|template|tmpl|html)):\//.exec(source.text.slice(node.range[0], node.range[1])) : undefined;
            const path = mounted ? joinPath(folderOf(source.path), mounted[1]) : undefined;
            if (mounted && path && isScalar(node)) {
                const start = node.range![0] + mounted[0].indexOf(mounted[1]);
                paths.push({ kind: 'refers-to', path, start, end: start + mounted[1].length, optional: false });
            }
        };
        visit(document, {
            Pair(_, pair) {
                const key = isScalar(pair.key) ? String(pair.key.value) : '';
                if (key === 'environment' && isMap(pair.value)) {
                    pair.value.items.forEach(item => isScalar(item.key) && sets.push({ name: String(item.key.value), start: item.key.range?.[0] ?? 0, end: item.key.range?.[1] ?? 0 }));
                } else if (key === 'environment' && isSeq(pair.value)) {
                    pair.value.items.forEach(item => isScalar(item) && sets.push({ name: String(item.value).split('=')[0], start: item.range?.[0] ?? 0, end: item.range?.[1] ?? 0 }));
                } else if ((key === 'env_file' || key === 'build' || key === 'context') && isScalar(pair.value)) {
                    addPath(pair.value);
                } else if (key === 'volumes' && isSeq(pair.value)) {
                    pair.value.items.forEach(addMount);
                } else if (key === 'env_file' && isSeq(pair.value)) {
                    pair.value.items.forEach(addPath);
                }
            }
        });
        return { kind: 'compose', sets, paths, problems };
    }
};
