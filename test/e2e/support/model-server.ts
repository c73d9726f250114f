/** A language model on loopback that speaks OpenAI's streaming protocol and says what the test gave it, so that Theia's real client is used. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it does with the next question: tokens to stream; then it ends well, breaks the connection, or stays silent. */
export interface Script {
    readonly tokens: readonly string[];
    readonly then?: 'end' | 'break' | 'hang';
}

export class ModelServer {
    private readonly server: Server;
    private readonly held = new Set<ServerResponse>();
    /** Bodies of the questions, as they came. */
    readonly asked: string[] = [];
    /** Paths that were fetched and are no question. */
    readonly visited: string[] = [];
    script: Script = { tokens: [] };

    constructor() {
        this.server = createServer((request, response) => void this.answer(request, response));
    }

    async start(): Promise<void> {
        await new Promise<void>(done => { this.server.listen(0, '127.0.0.1', done); });
    }

    get port(): number {
        return (this.server.address() as AddressInfo).port;
    }

    get origin(): string {
        return `http://127.0.0.1:${this.port}`;
    }

    /** Theia's settings that make it the model of every agent; `url` may point elsewhere. */
    settings(url = `${this.origin}/v1`): Readonly<Record<string, unknown>> {
        return {
            'ai-features.openAiCustom.customOpenAiModels': [{ model: 'stub', id: 'stub', url, apiKey: 'dummy', developerMessageSettings: 'system' }],
            'ai-features.languageModelAliases': { 'default/universal': { selectedModel: 'stub' } }
        };
    }

    /** Lets those answers end that hang. */
    release(): void {
        this.held.forEach(response => response.end('data: [DONE]\n\n'));
        this.held.clear();
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise(done => { this.server.close(done); });
    }

    private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        if (request.method !== 'POST') {
            this.visited.push(request.url ?? '');
            response.end();
            return;
        }
        let body = '';
        for await (const chunk of request) {
            body += String(chunk);
        }
        this.asked.push(body);
        const { tokens, then = 'end' } = this.script;
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.flushHeaders();
        for (const content of tokens) {
            response.write(event({ delta: { role: 'assistant', content }, finish_reason: undefined }));
            await new Promise(done => { setImmediate(done); });
        }
        switch (then) {
            case 'end': response.end(`${event({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`); return;
            case 'break': response.socket?.destroy(); return;
            case 'hang': this.held.add(response);
        }
    }
}

function event(choice: Record<string, unknown>): string {
    return `data: ${JSON.stringify({ id: 'stub', object: 'chat.completion.chunk', created: 0, model: 'stub', choices: [{ index: 0, ...choice }] })}\n\n`;
}
