import { expect } from 'chai';
import { parseOpsBlock } from './parse-ops-block';
import { splitOpsFile } from './split-ops-file';
import { writeOpsYaml } from './write-ops-block';
import type { Operation } from './operation';

describe('the documents of an ops file', () => {
    it('are parted by lines of dashes, each with the number of lines before it', () => {
        expect(splitOpsFile('---\ntitle: A\n---\ntitle: B\n')).to.deep.equal([{ text: 'title: A', line: 1 }, { text: 'title: B\n', line: 3 }]);
    });

    it('leaves out what holds only comments, unless there is nothing else', () => {
        expect(splitOpsFile('# made by hand\n---\ntitle: A\n').map(({ text }) => text)).to.deep.equal(['title: A\n']);
        expect(splitOpsFile('# nothing\n')).to.have.length(1);
    });

    it('does not part a text that holds such a line', () => {
        const operation: Operation = { title: 'Write', mode: 'implement', edits: [{ file: 'a.yaml', content: 'a: 1\n---\nb: 2\n' }] };
        const documents = splitOpsFile(writeOpsYaml(operation));
        expect(documents).to.have.length(1);
        expect(parseOpsBlock(documents[0].text)).to.have.nested.property('operation.edits[0].content', 'a: 1\n---\nb: 2\n');
    });
});
