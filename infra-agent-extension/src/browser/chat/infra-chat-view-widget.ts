/**
 * The chat view, usable in a restricted folder too: `@Infra` reads there, and sends nothing. Theia switches the whole chat off in one, since
 * other agents may act on what they read; they stay off (see InfraChatAgentService).
 */
import { ChatViewWidget } from '@theia/ai-chat-ui/lib/browser/chat-view-widget';
import { injectable, postConstruct } from '@theia/core/shared/inversify';
import { InfraChatTreeWidget } from './infra-chat-tree-widget';

@injectable()
export class InfraChatViewWidget extends ChatViewWidget {

    @postConstruct()
    protected override init(): void {
        super.init();
        if (this.treeWidget instanceof InfraChatTreeWidget) {
            this.toDispose.push(this.treeWidget.onDidLeave(() => this.inputWidget.activate()));
        }
        // While a folder is restricted, switching AI on or off changes nothing that the stock view listens to.
        this.toDispose.push(this.activationService.onDidChangeActiveStatus(() => this.updateInputEnabledState()));
    }

    protected override async updateInputEnabledState(): Promise<void> {
        if (this.activationService.isActive && !this.activationService.canRun) {
            this.inputWidget.setEnabled(true);
            this.treeWidget.setEnabled(true);
        } else {
            await super.updateInputEnabledState();
        }
    }
}
