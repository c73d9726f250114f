/** The text of a language model's answer as it comes, ended where it is silent for too long. It must not know what the text means. */
import type { LanguageModelResponse, LanguageModelStreamResponsePart } from '@theia/ai-core';
import { isLanguageModelParsedResponse, isLanguageModelStreamResponse, isLanguageModelTextResponse } from '@theia/ai-core';

/** A model that thinks may be silent for a while; one that is gone is silent for ever. In milliseconds. */
export const SILENT_AT_MOST = 120_000;

export class ModelSilent extends Error { }

export async function* modelParts(answer: Promise<LanguageModelResponse>, silentAtMost = SILENT_AT_MOST): AsyncGenerator<LanguageModelStreamResponsePart> {
    const response = await unlessSilent(answer, silentAtMost);
    if (isLanguageModelStreamResponse(response)) {
        const iterator = response.stream[Symbol.asyncIterator]();
        for (let next = await unlessSilent(iterator.next(), silentAtMost); !next.done; next = await unlessSilent(iterator.next(), silentAtMost)) {
            yield next.value;
        }
    } else if (isLanguageModelTextResponse(response)) {
        yield { content: response.text };
    } else if (isLanguageModelParsedResponse(response)) {
        yield { content: response.content };
    }
}

async function unlessSilent<T>(answer: Promise<T>, silentAtMost: number): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new ModelSilent(`nothing came for ${Math.round(silentAtMost / 1000)} seconds`)), silentAtMost);
    });
    return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
