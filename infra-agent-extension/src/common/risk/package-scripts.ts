/** What package managers of Node start: scripts of `package.json`, and programs of packages. */
import type { Call, Inner, Word } from './program';
import { fixedWord } from './word-parts';

/** Scripts that `npm install` runs in the package at hand, if it has them. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];

export function script(name: Word, args: readonly Word[], folder?: Word): Inner {
    return { kind: 'targets', tool: 'npm', targets: [name], ...(args.length > 0 ? { args } : {}), ...(folder ? { folder } : {}) };
}

export function lifeCycle(call: Call, names: readonly string[] = INSTALL_SCRIPTS, folder?: Word): Inner[] {
    return call.has('--ignore-scripts') ? [] : [{ kind: 'targets', tool: 'npm', targets: names.map(name => fixedWord(name, call.program)), ifPresent: true, ...(folder ? { folder } : {}) }];
}

/** `@scope/name@1.2.3` is started as `name`. */
export function packageProgram(words: readonly Word[]): Inner[] {
    const [first, ...rest] = words;
    if (!first) {
        return [];
    }
    const name = first.value?.replace(/^(@[^/]+\/)?([^@]+)(@.*)?$/, '$2');
    return [{ kind: 'argv', words: [name === undefined ? first : fixedWord(name, first), ...rest] }];
}
