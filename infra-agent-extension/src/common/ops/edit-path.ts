/** Which paths an edit may name. Decided from the text alone; links and what lies on the disk are judged where files are opened. */

/** Folders whose content acts without our gate, or is the agent's own. Compared as the laxest file system would. */
const REFUSED = new Set(['.git', '.theia', '.vscode']);

export type EditPath = { readonly path: string } | { readonly problem: string };

/** The path, relative and with `/`, without a leading `./`; or why it is refused, as a sentence without its end. */
export function readEditPath(file: string): EditPath {
    const path = file.replace(/^(\.\/)+/, '');
    const problem = shapeProblem(path) ?? path.split('/').map(componentProblem).find(found => found !== undefined);
    return problem === undefined ? { path } : { problem };
}

function shapeProblem(path: string): string | undefined {
    if (path === '' || path.endsWith('/')) {
        return 'it names no file';
    }
    if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.startsWith('~/')) {
        return 'it is not relative to the workspace';
    }
    return path.includes('\\') ? 'it holds a backslash; folders are separated by `/`' : undefined;
}

function componentProblem(name: string): string | undefined {
    if (name === '..') {
        return 'it leads out of the workspace';
    }
    if (name === '' || name === '.') {
        return 'it holds an empty part';
    }
    if (/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/.test(name)) {
        return 'it holds control, zero-width or direction characters';
    }
    if (name.includes(':') || /[. ]$/.test(name)) {
        return `its part \`${name}\` holds \`:\` or ends in a dot or space, which some systems read as another name`;
    }
    // NTFS gives `.git` the short name `GIT~1`.
    const known = name.normalize('NFKC').toLowerCase();
    return REFUSED.has(known) || /^git~[0-9]+$/.test(known) ? `\`${name}\` is not for operations to edit` : undefined;
}
