/** Paths as text: joined and tidied, with no disk behind them. */
import { concat, hole, known, knownPrefix, mapOptions, text } from './value';
import type { Value } from './value';

/** `path` as seen from `folder`; absolute where the folder is. */
export function joinPath(folder: string, path: string): string {
    return tidyPath(path.startsWith('/') ? path : `${folder}/${path}`);
}

const UNTIDY = /\/[/.]|^\./;

/** Without `.`, `..` and doubled slashes. */
export function tidyPath(path: string): string {
    if (path !== '' && !path.endsWith('/') && !UNTIDY.test(path)) {
        return path;
    }
    const parts: string[] = [];
    for (const part of path.split('/')) {
        if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') {
            parts.pop();
        } else if (part !== '' && part !== '.' && (part !== '..' || !path.startsWith('/'))) {
            parts.push(part);
        }
    }
    return path.startsWith('/') ? `/${parts.join('/')}` : parts.join('/') || '.';
}

/** The same over values: what is known of either is kept. */
export function joinPathValue(folder: Value, path: Value): Value {
    return mapOptions(path, option => {
        const fixed = known(option);
        if (knownPrefix(option).startsWith('/')) {
            return fixed === undefined ? option : text(tidyPath(fixed));
        }
        if (option.length > 0 && typeof option[0] !== 'string' && option[0].nature !== 'number' && option[0].nature !== 'name') {
            return option[0].nature === 'temp' ? option : hole(option.map(part => typeof part === 'string' ? part : part.shown).join(''));
        }
        return mapOptions(folder, base => {
            const from = known(base);
            return from !== undefined && fixed !== undefined ? text(joinPath(from, fixed)) : concat(base, text('/'), option);
        });
    });
}
