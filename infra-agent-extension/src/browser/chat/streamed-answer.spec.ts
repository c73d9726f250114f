import { expect } from 'chai';
import type { ChatResponseContent } from '@theia/ai-chat/lib/common';
import { OpsBlockContent } from './ops-block-content';
import { StreamedAnswer } from './streamed-answer';

interface Text extends ChatResponseContent { readonly text: string }

function answer() {
    const contents: ChatResponseContent[] = [];
    const proposed: { index: number; source: string }[] = [];
    const streamed = new StreamedAnswer('/w', {
        contents: () => contents,
        parse: text => [{ kind: 'text', text } as Text],
        changed: () => undefined,
        closed: (content, index) => proposed.push({ index, source: content.source })
    });
    const shown = () => contents.map(content => OpsBlockContent.is(content) ? content.state : (content as Text).text);
    return { streamed, contents, proposed, shown };
}

const ANSWER = 'First.\n\nSecond.\n\n```ops\r\ntitle: A\r\nmode: test\r\n```\nBetween.\n````ops\ntitle: B\nwhy: |\n  ```\n````\nEnd.';

describe('a streamed answer', () => {
    it('shows the same whether it comes whole or letter by letter', () => {
        const whole = answer();
        whole.streamed.push(ANSWER);
        whole.streamed.end();
        const bitwise = answer();
        [...ANSWER].forEach(letter => bitwise.streamed.push(letter));
        bitwise.streamed.end();
        expect(bitwise.proposed).to.deep.equal(whole.proposed);
        expect(whole.proposed).to.deep.equal([{ index: 0, source: 'title: A\nmode: test\n' }, { index: 1, source: 'title: B\nwhy: |\n  ```\n' }]);
        expect(bitwise.shown().join('|')).to.equal(whole.shown().join('|'));
    });

    it('keeps one content for a block while it streams, and proposes it once', async () => {
        const { streamed, contents, proposed } = answer();
        streamed.push('```ops\ntitle: A\n');
        await new Promise(done => { setTimeout(done, 80); });
        const block = contents[0];
        expect(block).to.be.instanceOf(OpsBlockContent);
        expect((block as OpsBlockContent).state).to.equal('streaming');
        streamed.push('mode: test\n```\nafter');
        streamed.end();
        expect(contents[0]).to.equal(block);
        expect(proposed).to.have.length(1);
    });

    it('leaves a block that is cut off unsendable', () => {
        const { streamed, proposed, shown } = answer();
        streamed.push('Now:\n\n```ops\ntitle: A\nmode: te');
        streamed.end();
        expect(proposed).to.deep.equal([]);
        expect(shown().at(-1)).to.equal('cut-off');
        expect(streamed.isCutOff).to.equal(true);
    });
});
