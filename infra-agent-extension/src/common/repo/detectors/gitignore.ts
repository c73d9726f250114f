/** `.gitignore` files: configuration of the tree, and the place where folders are added that git must leave alone. */
import type { Detector } from '../detector';

export const detector: Detector = {
    wants: file => /(^|\/)\.(gitignore|aiignore|dockerignore)$/.test(file.path),
    claim: () => 3,
    read: () => ({ kind: 'config' })
};
