import { expect } from 'chai';
import * as fc from 'fast-check';
import { OpsBlockScanner, findOpsBlocks } from './ops-block-scanner';
import type { BlockSegment } from './ops-block-scanner';

const blocks = (markdown: string) => findOpsBlocks(markdown).filter((segment): segment is BlockSegment => segment.kind === 'ops');

describe('the ops block scanner', () => {
    it('finds blocks between text, with the line of their fence', () => {
        const segments = findOpsBlocks('Hello\n\n```ops\ntitle: A\n```\nbye\n');
        expect(segments).to.deep.equal([
            { kind: 'text', text: 'Hello\n\n' },
            { kind: 'ops', index: 0, line: 3, source: 'title: A\n', closed: true },
            { kind: 'text', text: 'bye\n' }
        ]);
    });

    it('lets a longer fence hold a shorter one', () => {
        expect(blocks('````ops\na: |\n  ```\n  x\n  ```\n````\n')).to.have.length(1);
        expect(blocks('````ops\na: |\n  ```\n  x\n  ```\n````\n')[0].source).to.equal('a: |\n  ```\n  x\n  ```\n');
    });

    it('takes an ops fence inside of another fence as text', () => {
        expect(blocks('````markdown\n```ops\ntitle: A\n```\n````\n')).to.deep.equal([]);
    });

    it('leaves a block that is cut off open', () => {
        expect(blocks('```ops\ntitle: A\ncomm')).to.deep.equal([{ kind: 'ops', index: 0, line: 1, source: 'title: A\ncomm\n', closed: false }]);
    });

    it('reads tildes, info strings with more words, indentation and CRLF', () => {
        expect(blocks('~~~ ops x\r\ntitle: A\r\n~~~~\r\n')[0]).to.include({ source: 'title: A\n', closed: true });
        expect(blocks('  ```ops\n  title: A\n  ```\n')[0].source).to.equal('title: A\n');
        expect(blocks('    ```ops\n    title: A\n')).to.deep.equal([]);
        expect(blocks('```opsx\ntitle: A\n```\n')).to.deep.equal([]);
        expect(blocks('``` a`b ops\n```ops\nt: 1\n```\n')).to.have.length(1);
    });

    it('gives the same segments however the stream is cut, and never replaces one', () => {
        const piece = fc.constantFrom('```', '````', '~~~', 'ops', '\n', '\r\n', ' ', 'title: A', '`', 'text', '    ', 'é');
        fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(8)), (pieces, cuts) => {
            const markdown = pieces.join('');
            const scanner = new OpsBlockScanner();
            const seen: object[] = [];
            let at = 0;
            for (const cut of [...cuts, markdown.length]) {
                scanner.push(markdown.slice(at, at + cut));
                at = Math.min(markdown.length, at + cut);
                scanner.segments.forEach((segment, index) => {
                    seen[index] ??= segment;
                    expect(segment).to.equal(seen[index]);
                });
            }
            scanner.end();
            expect(scanner.segments).to.deep.equal(findOpsBlocks(markdown));
        }));
    });

    it('shows the text of an unfinished line at once, but holds back what may become a fence', () => {
        const scanner = new OpsBlockScanner();
        scanner.push('Hel');
        expect(scanner.segments).to.deep.equal([{ kind: 'text', text: 'Hel' }]);
        scanner.push('lo\n``');
        expect(scanner.segments).to.deep.equal([{ kind: 'text', text: 'Hello\n' }]);
    });
});
