/**
 * Adds a language model's answer to one that was derived: streamed text, and ops blocks that the backend reads and judges like any other
 * proposal. Whatever happens to the model, what was derived stands, and a plain sentence says what happened.
 */
import type { ChatResponseContent } from '@theia/ai-chat/lib/common';
import type { MutableChatRequestModel } from '@theia/ai-chat/lib/common/chat-model';
import { MarkdownChatResponseContentImpl } from '@theia/ai-chat/lib/common/chat-model';
import type { LanguageModelResponse, LanguageModelStreamResponsePart } from '@theia/ai-core';
import { isTextResponsePart } from '@theia/ai-core';
import { nls } from '@theia/core/lib/common/nls';
import type { InfraService } from '../../common/infra-service';
import { modelParts } from './model-stream';
import type { OpsBlockContent } from './ops-block-content';
import { StreamedAnswer } from './streamed-answer';

export interface ModelAnswer {
    readonly request: MutableChatRequestModel;
    readonly root: string;
    readonly modelName: string;
    readonly service: Pick<InfraService, 'proposeBlock'>;
    readonly send: () => Promise<LanguageModelResponse>;
    /** Text to stock contents. */
    readonly parse: (text: string) => ChatResponseContent[];
    /** Contents of parts that are no text: thoughts, usage. */
    readonly other: (part: LanguageModelStreamResponsePart) => ChatResponseContent[];
}

/** In milliseconds. */
const DRAW_WITHIN = 100;

/** Resolves when the stream has ended and every block of it was answered by the backend. Throws nothing. */
export async function showModelAnswer(answer: ModelAnswer): Promise<void> {
    const { response } = answer.request;
    const proposals: Promise<void>[] = [];
    const changed = together(() => response.response.responseContentChanged());
    const streamed = new StreamedAnswer(answer.root, {
        contents: () => response.response.content,
        parse: answer.parse,
        changed: () => response.response.responseContentChanged(),
        closed: (content, index) => proposals.push(propose(answer, content, index).then(changed))
    });
    const stopped = new Promise<'stopped'>(resolve => response.cancellationToken.onCancellationRequested(() => resolve('stopped')));
    const trouble = await Promise.race([follow(answer, streamed), stopped]);
    streamed.end();
    await Promise.all(proposals);
    const sentence = closingSentence(answer, streamed, trouble);
    if (sentence) {
        response.response.addContent(new MarkdownChatResponseContentImpl(`\n\n${sentence}`));
    }
}

/** Answers with what went wrong, if something did. */
async function follow(answer: ModelAnswer, streamed: StreamedAnswer): Promise<Error | undefined> {
    const { response } = answer.request;
    try {
        for await (const part of modelParts(answer.send())) {
            if (response.isCanceled) {
                return undefined;
            }
            if (isTextResponsePart(part)) {
                streamed.push(part.content);
            } else {
                response.response.addContents(answer.other(part));
            }
        }
        return undefined;
    } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
}

async function propose({ request, root, service }: ModelAnswer, content: OpsBlockContent, block: number): Promise<void> {
    try {
        const answer = await service.proposeBlock(root, content.source, { session: request.session.id, response: request.response.id, block });
        if ('key' in answer) {
            content.key = answer.key;
            content.state = 'proposed';
        } else {
            content.trouble = answer;
            content.state = 'broken';
        }
    } catch (error) {
        content.trouble = { problem: error instanceof Error ? error.message : String(error), line: 1, column: 1 };
        content.state = 'broken';
    }
}

/** Each change draws the whole answer, so those of one moment are drawn once. */
function together(draw: () => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    return () => {
        timer ??= setTimeout(() => {
            timer = undefined;
            draw();
        }, DRAW_WITHIN);
    };
}

function closingSentence({ modelName, request }: ModelAnswer, streamed: StreamedAnswer, trouble: Error | 'stopped' | undefined): string | undefined {
    const derived = nls.localize('infra-agent/model/derived', 'What stands above was derived by code and needs no model. Nothing was run.');
    if (trouble === 'stopped' || request.response.isCanceled) {
        return `${nls.localize('infra-agent/model/stopped', 'Stopped.')} ${derived}`;
    }
    if (trouble) {
        const happened = streamed.isEmpty
            ? nls.localize('infra-agent/model/noAnswer', 'The language model {0} did not answer: {1}.', modelName, plain(trouble))
            : nls.localize('infra-agent/model/broke', 'The language model {0} stopped in the middle of its answer: {1}.', modelName, plain(trouble));
        return `> ${happened} ${derived}`;
    }
    if (streamed.isEmpty) {
        return `> ${nls.localize('infra-agent/model/empty', 'The language model {0} answered nothing.', modelName)} ${derived}`;
    }
    return streamed.isCutOff
        ? `> ${nls.localize('infra-agent/model/cutOff', 'The answer of {0} ended in the middle of an operation, which cannot be sent.', modelName)} ${derived}`
        : undefined;
}

/** One line, without what Markdown would read. */
function plain(error: Error): string {
    return error.message.split('\n')[0].replace(/[`*_<>[\]|\\]/g, ' ').replace(/[.\s]+$/, '').slice(0, 300);
}
