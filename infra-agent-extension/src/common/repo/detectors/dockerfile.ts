/** Dockerfiles: what they run while they build, and the variables that they set. Base images are looked at by checks. */
import type { Detector, EmbeddedShell } from '../detector';
import { readShellScript } from '../read-shell-script';

export const detector: Detector = {
    wants: file => /(^|\/)(Dockerfile|Containerfile)(\.[\w.-]+)?$|\.Dockerfile$/i.test(file.path),
    claim: () => 3,
    read: source => ({
        kind: 'dockerfile',
        embedded: [...source.text.matchAll(/^[ \t]*RUN[ \t]+((?:[^\\\r\n]|\\[^\r\n]|\\\r?\n(?:[ \t]*#.*\r?\n)*)*)/gim)].flatMap(match => shellOf(source.path, match)),
        sets: [...source.text.matchAll(/^[ \t]*(?:ENV|ARG)[ \t]+([A-Za-z_]\w*)/gim)].map(match => ({ name: match[1], start: match.index, end: match.index + match[0].length }))
    })
};

/** The exec form (`["a", "b"]`) starts no shell; flags of RUN are blanked, which keeps the offsets. */
function shellOf(file: string, match: RegExpExecArray): EmbeddedShell[] {
    const start = match.index + match[0].length - match[1].length;
    const text = match[1].replace(/^(--\w+=\S+[ \t]+)+/, flags => ' '.repeat(flags.length)).replace(/^[ \t]*#.*$/gm, comment => ' '.repeat(comment.length));
    return text.trimStart().startsWith('[') || text.trimStart().startsWith('<<') ? [] : [{ script: readShellScript(file, text), at: offset => start + offset }];
}
