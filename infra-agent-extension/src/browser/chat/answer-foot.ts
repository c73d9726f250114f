/** The foot of an answer stands at its end, whoever added operations to it: derived ones, a language model's blocks, and what came out of clicks. */
import type { ChatResponseContent } from '@theia/ai-chat/lib/common';
import { AnswerSetContent, FoldedOperationsContent, OperationCardContent } from './operation-card-content';
import { OpsBlockContent } from './ops-block-content';

/** Keys of all operations of an answer, each once, in its order. */
export function operationKeys(contents: readonly ChatResponseContent[]): string[] {
    return [...new Set(contents.flatMap(content =>
        OperationCardContent.is(content) ? [content.key]
            : OpsBlockContent.is(content) ? content.key ?? []
                : FoldedOperationsContent.is(content) ? content.keys : []))];
}

/** Puts the foot at the end of the contents, where there is more than one operation to speak of. */
export function setFoot(contents: ChatResponseContent[], root: string): void {
    const before = contents.findIndex(AnswerSetContent.is);
    const [foot] = before >= 0 ? contents.splice(before, 1) : [new AnswerSetContent(root)];
    if (operationKeys(contents).length > 1) {
        contents.push(foot);
    }
}
