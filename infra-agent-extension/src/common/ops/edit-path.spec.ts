import { expect } from 'chai';
import { readEditPath } from './edit-path';

describe('the path of an edit', () => {
    for (const path of ['a', 'a/b.md', './a/b', '.gitignore', '.github/workflows/ci.yaml', 'git/hooks', 'my.git.md', 'ä/日本.md', 'a b/c', '.theia-notes', '-x', 'x~1']) {
        it(`may be ${path}`, () => {
            expect(readEditPath(path)).to.deep.equal({ path: path.replace(/^\.\//, '') });
        });
    }

    for (const path of [
        '', '.', '..', '../x', 'a/../b', 'a/..', '/etc/passwd', '~/x', 'C:/x', 'c:x', 'a//b', 'a/', 'a/./b', 'a\\b', '..\\x',
        '.git/config', '.GIT/hooks/pre-commit', 'sub/.git/config', '.git', '.vscode/tasks.json', '.Theia/settings.json', 'a/.VSCode/x',
        '.git./config', '.git /config', 'git~1/config', 'GIT~2/x', '.git::$INDEX_ALLOCATION/config', 'a:stream', 'a.', 'a ',
        '.g\u200cit/config', '\u202egit', 'a\nb', 'a\0b', '.ｇit/config', '\ufeff.git/x'
    ]) {
        it(`may not be ${JSON.stringify(path)}`, () => {
            expect(readEditPath(path)).to.have.property('problem');
        });
    }
});
