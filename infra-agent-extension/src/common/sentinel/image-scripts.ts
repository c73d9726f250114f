/** Scripts that run inside an image or while it is built: each container begins with the same files, so that a second run meets nothing of the first. */
import { folderOf, joinPath } from '../repo/repo-path';
import type { CheckContext } from './check';

const FOLDER = /(^|\/)(images?|packer|docker|dockerfiles?|containerfiles?|container-?(scripts|files)|docker-?files|rootfs)\//i;

const cache = new WeakMap<CheckContext, readonly string[]>();

export function isInImage(context: CheckContext, file: string): boolean {
    return FOLDER.test(file) || copied(context).some(path => path === file || file.startsWith(`${path}/`));
}

/** What Dockerfiles copy: from the folder that they stand in, or from the root. A whole tree says nothing of one file in it. */
function copied(context: CheckContext): readonly string[] {
    const known = cache.get(context) ?? [...new Set(context.files.filter(file => context.model(file)!.kind === 'dockerfile').flatMap(file =>
        [...context.text(file)!.matchAll(/^[ \t]*(?:COPY|ADD)[ \t]+((?:--\S+[ \t]+)*)(.+)$/gim)].filter(match => !match[1].includes('--from=')).flatMap(match =>
            match[2].replace(/[[\]",]/g, ' ').trim().split(/\s+/).slice(0, -1).flatMap(source => [folderOf(file), ''].flatMap(base => joinPath(base, source.replace(/\/?\*$/, '').replace(/\/$/, '')) ?? [])))))].filter(path => path !== '' && context.exists(path) && (context.text(path) !== undefined || path.includes('/') || !ALL.test(path)));
    cache.set(context, known);
    return known;
}

/** Folders of a whole project. */
const ALL = /^(src|app|apps|scripts?|bin|infra|deploy)$/;
