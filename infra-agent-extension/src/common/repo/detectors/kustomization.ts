/** Kustomize bases and overlays: the files and folders that they build from. */
import { parseDocument, isScalar, isSeq, isMap } from 'yaml';
import type { Detector, NamedPath } from '../detector';
import { folderOf, joinPath } from '../repo-path';

const LISTS = ['resources', 'bases', 'components', 'crds', 'patchesStrategicMerge', 'configurations', 'transformers', 'generators'];

export const detector: Detector = {
    wants: file => /(^|\/)kustomization\.ya?ml$|(^|\/)Kustomization$/.test(file.path),
    claim: source => /kustomize\.toolkit\.fluxcd\.io/.test(source.text) ? 0 : 3,
    read: source => {
        const document = parseDocument(source.text, { prettyErrors: false, logLevel: 'silent' });
        const problems = document.errors.map(error => ({ message: error.message.split('\n')[0], start: error.pos[0], end: error.pos[1] }));
        const paths: NamedPath[] = [];
        const add = (node: unknown): void => {
            if (isScalar(node) && typeof node.value === 'string' && node.range && !/^[a-z+]+:|^git@|\n|^github\.com|\?ref=/.test(node.value)) {
                const path = joinPath(folderOf(source.path), node.value);
                if (path !== undefined) {
                    paths.push({ kind: 'applies', path, start: node.range[0], end: node.range[1], optional: false });
                }
            }
        };
        for (const key of problems.length ? [] : LISTS) {
            const node = document.get(key, true);
            if (isSeq(node)) {
                node.items.forEach(add);
            }
        }
        for (const key of problems.length ? [] : ['patches', 'patchesJson6902', 'replacements']) {
            const node = document.get(key, true);
            if (isSeq(node)) {
                node.items.forEach(item => isMap(item) && add(item.get('path', true)));
            }
        }
        return { kind: 'kustomization', paths, problems };
    }
};
