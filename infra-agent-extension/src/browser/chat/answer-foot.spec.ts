import { expect } from 'chai';
import type { ChatResponseContent } from '@theia/ai-chat/lib/common';
import { operationKeys, setFoot } from './answer-foot';
import { AnswerSetContent, FoldedOperationsContent, OperationCardContent } from './operation-card-content';
import { OpsBlockContent } from './ops-block-content';

function block(key?: string): OpsBlockContent {
    const content = new OpsBlockContent('/w');
    content.key = key;
    return content;
}

describe('the foot of an answer', () => {
    it('speaks of derived, folded and model-proposed operations, and of no block that is none', () => {
        const contents = [new OperationCardContent('/w', 'a'), new FoldedOperationsContent('/w', ['b', 'a']), block('c'), block()];
        expect(operationKeys(contents)).to.deep.equal(['a', 'b', 'c']);
    });

    it('comes once, and goes to the end again when something was added', () => {
        const contents: ChatResponseContent[] = [new OperationCardContent('/w', 'a'), new OperationCardContent('/w', 'b')];
        setFoot(contents, '/w');
        const foot = contents[2];
        contents.push(block('c'));
        setFoot(contents, '/w');
        expect(contents.filter(AnswerSetContent.is)).to.deep.equal([foot]);
        expect(contents.at(-1)).to.equal(foot);
    });

    it('is left out below a lone operation', () => {
        const contents: ChatResponseContent[] = [block('a'), block()];
        setFoot(contents, '/w');
        expect(contents).to.have.length(2);
    });
});
