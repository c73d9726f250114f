/** Terraform and OpenTofu modules: the local modules that they use. Variable files count as values of theirs. */
import type { Detector } from '../detector';
import { folderOf, joinPath } from '../repo-path';

export const detector: Detector = {
    wants: file => /\.(tf|tofu|tfvars)$/.test(file.path),
    claim: () => 3,
    read: source => ({
        kind: 'terraform-module',
        paths: [...source.text.matchAll(/^[ \t]*source[ \t]*=[ \t]*"(\.{1,2}\/[^"$]*)"/gm)].flatMap(match => {
            const path = joinPath(folderOf(source.path), match[1]);
            const start = match.index + match[0].length - 1 - match[1].length;
            return path ? [{ kind: 'refers-to' as const, path, start, end: start + match[1].length, optional: false }] : [];
        })
    })
};
