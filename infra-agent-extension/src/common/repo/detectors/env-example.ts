/** `.env` examples: the variables that a person is asked to set. */
import type { Detector } from '../detector';

export const detector: Detector = {
    wants: file => /(^|\/)(\.env[\w.-]*|[\w-]+\.env(\.(example|sample|template|dist))?|env\.example)$/.test(file.path),
    claim: () => 2,
    read: source => ({
        kind: 'env-example',
        sets: [...source.text.matchAll(/^[ \t]*#?[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=/gm)].map(match => ({ name: match[1], start: match.index, end: match.index + match[0].length }))
    })
};
