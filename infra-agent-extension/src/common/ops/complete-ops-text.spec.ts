import { expect } from 'chai';
import { completeOpsText, type OpsCompletion } from './complete-ops-text';
import { Operation } from './operation';

/** `|` is the cursor. */
function at(text: string): { labels: string[]; items: readonly OpsCompletion[]; replaced: string } {
    const offset = text.indexOf('|');
    const before = text.slice(0, offset);
    const whole = before + text.slice(offset + 1);
    const line = before.split('\n').length;
    const { items, startColumn, endColumn } = completeOpsText(whole, line, offset - before.lastIndexOf('\n'));
    return { labels: items.map(item => item.label), items, replaced: whole.split('\n')[line - 1].slice(startColumn - 1, endColumn - 1) };
}

const START = 'title: A\nmode: test\n';

describe('completion of an ops file', () => {
    it('offers every field of an operation in an empty file, the required ones first', () => {
        const { labels } = at('|');
        expect(labels.slice(0, 2)).to.deep.equal(['title', 'mode']);
        expect(labels).to.have.members(Object.keys(Operation.shape));
    });

    it('offers only what is not there yet, before and after it', () => {
        expect(at(`${START}|`).labels).to.include('commands').and.not.include('title');
        expect(at(`|\n${START}`).labels).to.include('risk').and.not.include('mode');
    });

    it('replaces the whole word under the cursor, and keeps a colon that stands there', () => {
        expect(at(`${START}comm|`).replaced).to.equal('comm');
        const { replaced, items } = at('ti|t: A\nmode: test\n');
        expect(replaced).to.equal('tit');
        expect(items[0].insert).to.equal('title');
    });

    it('offers the values of a field', () => {
        expect(at('title: A\nmode: |').labels).to.deep.equal(['design', 'implement', 'review', 'test']);
        expect(at('risk: H|').labels).to.deep.equal(['LOW', 'MED', 'HIGH']);
        expect(at(`${START}edits:\n  - file: a\n    delete: |`).labels).to.deep.equal(['true']);
        expect(at(`${START}edits:\n  - file: a\n    executable: |`).labels).to.deep.equal(['true', 'false']);
        expect(at('title: |').labels).to.deep.equal([]);
    });

    it('offers the fields of an item, of its further lines, and of a list that has no item yet', () => {
        expect(at(`${START}commands:\n  - |`).labels).to.deep.equal(['run', 'cwd', 'timeout']);
        expect(at(`${START}commands:\n  - run: ls\n    |`).labels).to.deep.equal(['cwd', 'timeout']);
        expect(at(`${START}commands:\n  |`).items[0].insert).to.equal('- run: ');
        expect(at(`${START}rollback:\n  commands:\n    - run: ls\n      c|`).labels).to.include('cwd');
    });

    it('offers all forms of a precondition at first, then the rest of the one that was begun', () => {
        expect(at(`${START}preconditions:\n  - |`).labels).to.have.members(['file', 'tool', 'version', 'env', 'command', 'expect', 'manual']);
        expect(at(`${START}preconditions:\n  - tool: kubectl\n    |`).labels).to.deep.equal(['version']);
        expect(at(`${START}preconditions:\n  - command: ls\n    expect: { | }`).labels).to.deep.equal(['stdout', 'exit']);
    });

    it('begins a list with what its items need', () => {
        const insert = (label: string) => at(`${START}|`).items.find(item => item.label === label)?.insert;
        expect(insert('commands')).to.equal('commands:\n  - run: ');
        expect(insert('edits')).to.equal('edits:\n  - file: ');
        expect(insert('preconditions')).to.equal('preconditions:\n  - ');
        expect(insert('rollback')).to.equal('rollback:\n  ');
        expect(insert('why')).to.equal('why: ');
    });

    it('keeps quiet inside of texts and comments', () => {
        expect(at(`${START}commands:\n  - run: |\n      echo mo|`.replace('run: |', 'run: >-')).labels).to.deep.equal([]);
        expect(at('title: some wo|').labels).to.deep.equal([]);
        expect(at('# mo|\ntitle: A\n').labels).to.deep.equal([]);
        expect(at('title: "a: |"\n').labels).to.deep.equal([]);
    });

    it('knows one document of a file from the next', () => {
        expect(at(`${START}commands:\n  - run: ls\n---\n|`).labels).to.include('title');
        expect(at(`title: B\n|\n---\n${START}`).labels).to.include('mode');
    });

    it('says what each field is for', () => {
        for (const item of [...at('|').items, ...at(`${START}commands:\n  - |`).items, ...at(`${START}edits:\n  - |`).items, ...at(`${START}delegate:\n  |`).items]) {
            expect(item.documentation, item.label).to.be.a('string').and.not.equal('');
        }
    });
});
