/** **Go to Next Operation**, with a key of its own: from the input, an editor or a terminal to the cards and back. It moves the focus, and sends nothing. */
import { AIChatContribution } from '@theia/ai-chat-ui/lib/browser/ai-chat-ui-contribution';
import type { KeybindingContribution, KeybindingRegistry } from '@theia/core/lib/browser';
import type { Command, CommandContribution, CommandRegistry } from '@theia/core/lib/common/command';
import { nls } from '@theia/core/lib/common/nls';
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraChatTreeWidget } from './infra-chat-tree-widget';

const GO_TO_OPERATION: Command = { id: 'infra-agent.go-to-operation', category: 'Infra', label: nls.localize('infra-agent/command/goToOperation', 'Go to Next Operation') };

@injectable()
export class GoToOperation implements CommandContribution, KeybindingContribution {

    @inject(AIChatContribution)
    protected readonly chat!: AIChatContribution;

    registerCommands(commands: CommandRegistry): void {
        commands.registerCommand(GO_TO_OPERATION, { execute: () => this.go() });
    }

    /** The key by which applications lead from one part of the window to the next; a debugger that can be paused has it first. */
    registerKeybindings(keybindings: KeybindingRegistry): void {
        keybindings.registerKeybinding({ command: GO_TO_OPERATION.id, keybinding: 'f6', when: '!inDebugMode' });
    }

    protected async go(): Promise<void> {
        const { treeWidget } = await this.chat.openView({ activate: false, reveal: true });
        if (treeWidget instanceof InfraChatTreeWidget) {
            treeWidget.goToOperation();
        }
    }
}
