/** The stock chat input with the stepper above it, where `@Infra` receives what is typed. Stepper and stock dropdown change the mode through one method. */
import type { ChatAgent, ChatModel } from '@theia/ai-chat';
import { AIChatInputWidget } from '@theia/ai-chat-ui/lib/browser/chat-input-widget';
import { inject, injectable, postConstruct } from '@theia/core/shared/inversify';
import * as React from '@theia/core/shared/react';
import { promptFor } from '../../common/crew/example-prompts';
import { InfraService, type Steps } from '../../common/infra-service';
import { Mode } from '../../common/ops/operation';
import { InfraClientImpl } from '../connection/infra-client-impl';
import { InfraWorkspace } from '../connection/infra-workspace';
import { ChatAsker } from '../chat/chat-asker';
import { INFRA_AGENT_ID } from '../chat/infra-agent';
import { DEFAULT_MODE } from '../chat/mode-prompts';
import { Stepper } from './stepper';

@injectable()
export class InfraChatInputWidget extends AIChatInputWidget {

    @inject(InfraService)
    protected readonly infraService!: InfraService;

    @inject(InfraClientImpl)
    protected readonly infraClient!: InfraClientImpl;

    @inject(InfraWorkspace)
    protected readonly infraWorkspace!: InfraWorkspace;

    @inject(ChatAsker)
    protected readonly asker!: ChatAsker;

    protected steps: Steps = { mode: DEFAULT_MODE, ticked: [] };

    @postConstruct()
    protected override init(): void {
        // The stock method is a property, so it is wrapped here rather than overridden.
        const changeStockMode = this.handleModeChange;
        this.handleModeChange = async mode => {
            await changeStockMode(mode);
            await this.modeChanged(mode);
        };
        super.init();
        this.toDispose.push(this.infraWorkspace.onDidChange(() => this.restoreSteps()));
        this.toDispose.push(this.asker.onWillAsk(mode => this.handleModeChange(mode)));
        this.toDispose.push(this.infraClient.onCardsChanged(() => this.refreshTicks()));
    }

    override set chatModel(chatModel: ChatModel) {
        super.chatModel = chatModel;
        this.restoreSteps();
    }

    protected get isOurs(): boolean {
        return this.receivingAgent?.agentId === INFRA_AGENT_ID;
    }

    protected async modeChanged(modeId: string): Promise<void> {
        const mode = Mode.safeParse(modeId);
        if (!this.isOurs || !mode.success || mode.data === this.steps.mode) {
            return;
        }
        const session = this._chatModel.id;
        this.steps = { ...this.steps, mode: mode.data };
        this.update();
        await this.infraService.setMode(session, mode.data);
        await this.refreshTicks();
    }

    /** The stock input forgets the mode with the page, and falls back to the default with each change of agent. */
    protected override async updateAgentState(agent: ChatAgent | undefined): Promise<void> {
        const before = this.receivingAgent;
        await super.updateAgentState(agent);
        if (this.isOurs && this.receivingAgent !== before) {
            await this.restoreSteps();
        }
    }

    protected async restoreSteps(): Promise<void> {
        const steps = await this.readSteps();
        if (steps) {
            this.steps = steps;
            if (this.isOurs && this.receivingAgent?.currentModeId !== steps.mode) {
                await this.handleModeChange(steps.mode);
            }
            this.update();
        }
    }

    protected async refreshTicks(): Promise<void> {
        const steps = await this.readSteps();
        if (steps) {
            this.steps = { ...this.steps, ticked: steps.ticked };
            this.update();
        }
    }

    /** `undefined` where nobody can tell: no folder, no session, or a session that was left while the backend answered. */
    protected async readSteps(): Promise<Steps | undefined> {
        const root = this.infraWorkspace.root;
        const session = this._chatModel?.id;
        if (!root || !session) {
            return undefined;
        }
        const steps = await this.infraService.steps(root, session).catch(() => undefined);
        return session === this._chatModel?.id ? steps : undefined;
    }

    protected override render(): React.ReactNode {
        if (!this.isOurs) {
            return super.render();
        }
        const last = this._chatModel.getRequests().at(-1)?.request.modeId;
        const prompt = last !== undefined && last !== this.steps.mode ? promptFor(this.steps.mode) : undefined;
        return <>
            <Stepper mode={this.steps.mode} ticked={this.steps.ticked} prompt={prompt}
                onSelect={mode => this.handleModeChange(mode)} onAsk={toAsk => this.asker.ask(toAsk)} />
            {super.render()}
        </>;
    }
}
