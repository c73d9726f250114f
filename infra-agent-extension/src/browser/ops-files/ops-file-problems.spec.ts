import { expect } from 'chai';
import { opsFileProblems } from './ops-file-problems';

describe('problems of an ops file', () => {
    it('are none where every document is an operation', () => {
        expect(opsFileProblems('title: A\nmode: test\ncommands:\n  - run: echo a\n---\ntitle: B\nmode: test\ncommands:\n  - run: echo b\n')).to.deep.equal([]);
    });

    it('are at the line of the file, also in its second document', () => {
        const [problem, ...others] = opsFileProblems('title: A\nmode: test\ncommands:\n  - run: echo a\n---\ntitle: B\nmode: nonsense\ncommands:\n  - run: echo b\n');
        expect(others).to.deep.equal([]);
        expect(problem).to.include({ line: 7, column: 7, endColumn: 15 });
    });

    it('of an empty file say what belongs there', () => {
        expect(opsFileProblems('')[0].message).to.contain('title');
    });
});
