import type { ChatWelcomeMessageProvider } from '@theia/ai-chat-ui/lib/browser/chat-tree-view';
import { CommandRegistry } from '@theia/core/lib/common/command';
import { Emitter } from '@theia/core/lib/common/event';
import { inject, injectable, postConstruct } from '@theia/core/shared/inversify';
import * as React from '@theia/core/shared/react';
import { WorkspaceCommands } from '@theia/workspace/lib/browser/workspace-commands';
import { InfraService } from '../../common/infra-service';
import { CardActions } from '../cards/card-actions';
import { CardStore } from '../cards/card-store';
import { InfraWorkspace } from '../connection/infra-workspace';
import { ChatAsker } from './chat-asker';
import { InfraWelcome } from './infra-welcome';
import { TrustNotice } from './trust-notice';

/** The chat view asks its highest provider whether a language model is needed at all. */
@injectable()
export class InfraWelcomeProvider implements ChatWelcomeMessageProvider {

    readonly priority = 1000;
    readonly modelRequirementBypassed = true;

    @inject(CardStore)
    protected readonly store!: CardStore;

    @inject(CardActions)
    protected readonly actions!: CardActions;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    @inject(ChatAsker)
    protected readonly asker!: ChatAsker;

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(CommandRegistry)
    protected readonly commands!: CommandRegistry;

    protected readonly stateChangedEmitter = new Emitter<void>();
    readonly onStateChanged = this.stateChangedEmitter.event;

    @postConstruct()
    protected init(): void {
        this.workspace.onDidChange(() => this.stateChangedEmitter.fire());
    }

    renderWelcomeMessage(): React.ReactNode {
        return <InfraWelcome key='infra-welcome' store={this.store} actions={this.actions} workspace={this.workspace}
            readPrompts={this.readPrompts} onAsk={prompt => this.asker.ask(prompt)} onOpenFolder={() => this.commands.executeCommand(WorkspaceCommands.OPEN_FOLDER.id)} />;
    }

    protected readonly readPrompts = (root: string) => this.service.examplePrompts(root);

    renderDisabledMessage(): React.ReactNode {
        return this.workspace.root && this.workspace.status
            ? <div key='infra-disabled' className='infra-welcome'><TrustNotice workspace={this.workspace} /></div>
            : undefined;
    }
}
