/**
 * `@Infra`: takes a message to the backend in the mode of its session, and shows what comes back: text, cards, closing text. A language
 * model, where one is ready, is asked after that, and adds to it. It decides nothing and runs nothing. No language model is needed.
 */
import { AbstractStreamParsingChatAgent } from '@theia/ai-chat/lib/common/chat-agents';
import type { MutableChatRequestModel } from '@theia/ai-chat/lib/common/chat-model';
import { MarkdownChatResponseContentImpl } from '@theia/ai-chat/lib/common/chat-model';
import { ParsedChatRequestAgentPart } from '@theia/ai-chat/lib/common/parsed-chat-request';
import type { LanguageModel, LanguageModelMessage, LanguageModelRequirement } from '@theia/ai-core';
import { DisposableCollection } from '@theia/core/lib/common/disposable';
import { nls } from '@theia/core/lib/common/nls';
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraService, type Answer } from '../../common/infra-service';
import { Mode } from '../../common/ops/operation';
import { redact } from '../../common/ops/redact';
import { modeLabel } from '../cards/card-view-model';
import { InfraClientImpl } from '../connection/infra-client-impl';
import { InfraWorkspace } from '../connection/infra-workspace';
import { setFoot } from './answer-foot';
import { DEFAULT_MODE, MODES } from './mode-prompts';
import { showModelAnswer } from './model-answer';
import { HeldTexts } from './held-texts';
import { FoldedOperationsContent, OperationCardContent } from './operation-card-content';
import { TrustNoticeContent } from './trust-notice-content';

export const INFRA_AGENT_ID = 'Infra';

@injectable()
export class InfraAgent extends AbstractStreamParsingChatAgent {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(InfraClientImpl)
    protected readonly client!: InfraClientImpl;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    @inject(HeldTexts)
    protected readonly held!: HeldTexts;

    id = INFRA_AGENT_ID;
    name = INFRA_AGENT_ID;
    override description = nls.localize('infra-agent/agent/description',
        'Reads what this repository really holds and answers with operations that are ready to send. Nothing runs before you click **Send**. Works without a language model.');
    override iconClass = 'codicon codicon-server-environment';
    override tags = [nls.localizeByDefault('Chat'), 'DevOps'];
    readonly languageModelRequirements: LanguageModelRequirement[] = [{ purpose: 'chat', identifier: 'default/universal' }];
    protected readonly defaultLanguageModelPurpose = 'chat';
    modes = MODES.map(mode => ({ id: mode, name: modeLabel(mode), isDefault: mode === DEFAULT_MODE }));

    override async invoke(request: MutableChatRequestModel): Promise<void> {
        try {
            const root = await this.workspace.ready();
            const obstacle = this.obstacle(root);
            if (!root || obstacle) {
                this.say(request, obstacle ?? '');
            } else {
                await this.answer(request, root);
            }
        } catch (error) {
            // A backend that does not answer is said in words; the red error of the chat would hide that nothing was lost.
            const message = error instanceof Error ? error.message : String(error);
            this.say(request, nls.localize('infra-agent/answer/failed',
                'I could not finish this answer: {0}\n\nNothing was run. Cards that were there before are kept; ask again, or reload the window if this stays.', message));
        }
        if (!request.response.isComplete) {
            request.response.complete();
        }
    }

    /** What stands in the way of any answer, as a sentence that says what to do. */
    protected obstacle(root: string | undefined): string | undefined {
        if (!root) {
            return nls.localize('infra-agent/answer/noFolder', 'No folder is open, so there is nothing to read. Open one with **File → Open Folder…**, then ask again.');
        }
        return this.workspace.problem && nls.localize('infra-agent/answer/noBackend',
            'The backend could not open this folder: {0}\n\nNothing was run. Reload the window to try again.', this.workspace.problem);
    }

    protected async answer(request: MutableChatRequestModel, root: string): Promise<void> {
        const { response, session } = request;
        const mode = await this.modeOf(request, root);
        const text = this.textOf(request);
        const source = this.held.of('open', text);
        if (source !== undefined) {
            return this.openAsCards(request, root, source);
        }
        const model = await this.readyModel(request);
        const listening = this.followProgress(request);
        try {
            await this.service.setMode(session.id, mode);
            const answer = await this.service.ask({ root, mode, text, session: session.id, response: response.id, withBrief: model !== undefined });
            if (response.isCanceled) {
                return this.sayStopped(request);
            }
            if (!this.held.isAbout('repair', text)) {
                this.show(request, root, answer);
            } else if (!model) {
                return this.say(request, nls.localize('infra-agent/answer/noRepair', 'No language model is ready, so nobody here can repair the block. **Edit** on its card opens it in the editor; saving makes a card of it.'));
            }
            if (model && answer.brief !== undefined) {
                await this.addModelAnswer(request, root, model, answer.brief);
            }
        } catch (error) {
            if (!response.isCanceled) {
                throw error;
            }
            this.sayStopped(request);
        } finally {
            listening.dispose();
        }
    }

    /** A text that a person has in an editor. A model's answer never comes this way. */
    protected async openAsCards(request: MutableChatRequestModel, root: string, source: string): Promise<void> {
        const proposed = await this.service.proposeText(root, source);
        if (proposed.kind === 'broken') {
            return this.say(request, nls.localize('infra-agent/answer/opsFileBroken', 'It does not parse, line {0}, column {1}: {2}', proposed.line, proposed.column, proposed.problem));
        }
        const contents = request.response.response;
        if (!this.workspace.trusted) {
            contents.addContent(new TrustNoticeContent(root));
        }
        contents.addContents(proposed.keys.map(key => new OperationCardContent(root, key)));
        this.showFoot(request, root);
    }

    protected sayStopped(request: MutableChatRequestModel): void {
        this.say(request, nls.localize('infra-agent/answer/stopped', 'Stopped. Nothing was proposed, and nothing was run.'));
    }

    /** The model that the person chose for this agent, or for the session. Where none is ready, or the folder is restricted, the answer is derived alone. */
    protected async readyModel(request: MutableChatRequestModel): Promise<LanguageModel | undefined> {
        // Theia keeps every model from what it does not trust, and we would have to say so after each answer.
        return this.workspace.trusted ? this.getLanguageModelForRequest(request, this.defaultLanguageModelPurpose).catch(() => undefined) : undefined;
    }

    /** The model gets no tools: what it wants done it can only propose. */
    protected async addModelAnswer(request: MutableChatRequestModel, root: string, model: LanguageModel, brief: string): Promise<void> {
        const { response } = request;
        const modelName = model.name ?? model.id;
        response.setLanguageModel(model.id);
        const asking = response.addProgressMessage({ content: nls.localize('infra-agent/answer/asking', 'Asking {0}…', modelName), show: 'whileIncomplete' });
        if (!this.held.isAbout('repair', this.textOf(request))) {
            this.say(request, `\n\n${nls.localize('infra-agent/answer/adds', '**{0} adds:**', modelName)}\n\n`);
        }
        await showModelAnswer({
            request, root, modelName, service: this.service,
            send: async () => this.sendLlmRequest(request, await this.messagesFor(request, brief), [], undefined, model),
            parse: text => this.parseContents(text, request),
            other: part => [this.parse(part, request)].flat()
        });
        response.updateProgressMessage({ id: asking.id, status: 'completed' });
        this.showFoot(request, root);
    }

    protected async messagesFor(request: MutableChatRequestModel, brief: string): Promise<LanguageModelMessage[]> {
        const messages = await this.getMessages(request.session);
        return [
            { actor: 'system', type: 'text', text: [brief, ...attached(request)].join('\n\n') },
            ...messages.map(message => (message.type === 'text' ? { ...message, text: redact(this.held.of('repair', message.text.trim()) ?? message.text).text } : message))
        ];
    }

    /** Shows what is being read, and passes Stop on. */
    protected followProgress(request: MutableChatRequestModel): DisposableCollection {
        const { response } = request;
        const message = response.addProgressMessage({ content: nls.localize('infra-agent/answer/reading', 'Reading the repository…'), show: 'whileIncomplete' });
        return new DisposableCollection(
            this.client.onProgress(progress => {
                if (progress.response === response.id) {
                    response.updateProgressMessage({ id: message.id, content: progress.message });
                }
            }),
            response.cancellationToken.onCancellationRequested(() => this.service.stop(response.id)),
            { dispose: () => response.updateProgressMessage({ id: message.id, status: 'completed' }) }
        );
    }

    protected show(request: MutableChatRequestModel, root: string, answer: Answer): void {
        const contents = request.response.response;
        // The stock parser turns fenced blocks into code and Mermaid, each with its own renderer.
        contents.addContents(this.parseContents(answer.markdown, request));
        for (const problem of this.workspace.status?.problems ?? []) {
            contents.addContent(new MarkdownChatResponseContentImpl(`\n\n> ${problem}`));
        }
        if (!this.workspace.trusted && answer.keys.length > 0) {
            contents.addContent(new TrustNoticeContent(root));
        }
        contents.addContents(answer.keys.map(key => new OperationCardContent(root, key)));
        if (answer.folded.length > 0) {
            contents.addContent(new FoldedOperationsContent(root, answer.folded));
        }
        if (answer.closing) {
            // Markdown that follows markdown is joined to it, without a line between.
            contents.addContents(this.parseContents(`\n\n${answer.closing}`, request));
        }
        this.showFoot(request, root);
    }

    protected showFoot({ response: { response } }: MutableChatRequestModel, root: string): void {
        setFoot(response.content, root);
        response.responseContentChanged();
    }

    protected say(request: MutableChatRequestModel, markdown: string): void {
        request.response.response.addContent(new MarkdownChatResponseContentImpl(markdown));
    }

    /** The mode that was sent with the message; where none was, the one that its session is in. */
    protected async modeOf(request: MutableChatRequestModel, root: string): Promise<Mode> {
        const sent = Mode.safeParse(request.request.modeId);
        return sent.success ? sent.data : (await this.service.steps(root, request.session.id)).mode;
    }

    protected textOf(request: MutableChatRequestModel): string {
        return request.message.parts.filter(part => !(part instanceof ParsedChatRequestAgentPart)).map(part => part.promptText).join('').trim();
    }
}

/** In characters, of each. */
const LONGEST_ATTACHED = 60_000;

/** What the person attached to the message: files, or what other variables stand for. */
function attached({ context }: MutableChatRequestModel): string[] {
    return context.variables.filter(({ contextValue }) => contextValue.trim() !== '')
        .map(({ variable, arg, contextValue }) => redact(`## Attached by the person: ${[variable.name, arg].filter(Boolean).join(' ')}\n${contextValue.slice(0, LONGEST_ATTACHED)}`).text);
}
