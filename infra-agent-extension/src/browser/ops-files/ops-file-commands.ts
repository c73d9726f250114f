/** **Open as cards** on a `*.ops.yaml` file: what it says is proposed, and its cards come into the chat. It sends nothing. */
import { EditorManager } from '@theia/editor/lib/browser';
import { EditorContextMenu } from '@theia/editor/lib/browser/editor-menu';
import { MonacoEditor } from '@theia/monaco/lib/browser/monaco-editor';
import type { Command, CommandContribution, CommandRegistry } from '@theia/core/lib/common/command';
import type { MenuContribution, MenuModelRegistry } from '@theia/core/lib/common/menu';
import { nls } from '@theia/core/lib/common/nls';
import { inject, injectable } from '@theia/core/shared/inversify';
import { ChatAsker } from '../chat/chat-asker';

const OPEN_AS_CARDS: Command = { id: 'infra-agent.open-as-cards', category: 'Infra', label: nls.localize('infra-agent/command/openAsCards', 'Open as Cards') };

@injectable()
export class OpsFileCommands implements CommandContribution, MenuContribution {

    @inject(EditorManager)
    protected readonly editors!: EditorManager;

    @inject(ChatAsker)
    protected readonly asker!: ChatAsker;

    registerCommands(commands: CommandRegistry): void {
        commands.registerCommand(OPEN_AS_CARDS, { isEnabled: () => this.current() !== undefined, isVisible: () => this.current() !== undefined, execute: () => this.openAsCards() });
    }

    registerMenus(menus: MenuModelRegistry): void {
        menus.registerMenuAction(EditorContextMenu.NAVIGATION, { commandId: OPEN_AS_CARDS.id });
    }

    protected current(): MonacoEditor | undefined {
        const editor = this.editors.currentEditor?.editor;
        return editor instanceof MonacoEditor && editor.uri.path.base.endsWith('.ops.yaml') ? editor : undefined;
    }

    /** As it stands in the editor, saved or not. */
    protected async openAsCards(): Promise<void> {
        const editor = this.current();
        if (editor) {
            await this.asker.askToOpen(editor.uri.path.base, editor.document.getText());
        }
    }
}
