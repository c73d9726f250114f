/** At the first start of a folder the chat is open on the right, wide enough for cards, and ready to be typed into. What the person changes later stays. */
import { AIChatContribution } from '@theia/ai-chat-ui/lib/browser/ai-chat-ui-contribution';
import { ChatViewWidget } from '@theia/ai-chat-ui/lib/browser/chat-view-widget';
import { ApplicationShell, type FrontendApplicationContribution } from '@theia/core/lib/browser';
import { inject, injectable } from '@theia/core/shared/inversify';
import { FrontendApplicationStateService } from '@theia/core/lib/browser/frontend-application-state';
import { WorkspaceTrustService } from '@theia/workspace/lib/browser/workspace-trust-service';

/** 420 for the chat, where a card reads well, and the bar of icons beside it; narrower ones wrap. */
const PANEL_WIDTH_PX = 420 + 48;

@injectable()
export class ChatLayout implements FrontendApplicationContribution {

    @inject(AIChatContribution)
    protected readonly chat!: AIChatContribution;

    @inject(ApplicationShell)
    protected readonly shell!: ApplicationShell;

    @inject(FrontendApplicationStateService)
    protected readonly state!: FrontendApplicationStateService;

    @inject(WorkspaceTrustService)
    protected readonly trust!: WorkspaceTrustService;

    /** Theia calls this only where no layout is stored. */
    async initializeLayout(): Promise<void> {
        await this.chat.openView({ activate: false, reveal: true });
        this.state.reachedState('ready').then(() => this.widen());
    }

    onStart(): void {
        // The trust dialog of a first start takes the focus, and gives it back to nobody.
        this.state.reachedState('ready').then(() => this.trust.getWorkspaceTrust()).then(() => requestAnimationFrame(() => this.focusInput()));
    }

    protected widen(): void {
        this.shell.resize(PANEL_WIDTH_PX, 'right');
    }

    /** Only at start, and only where nothing else was active. */
    protected async focusInput(): Promise<void> {
        const view = this.chat.tryGetWidget();
        if (view?.isVisible && !this.shell.getWidgets('main').some(widget => widget === this.shell.activeWidget)) {
            await this.shell.activateWidget(ChatViewWidget.ID);
        }
    }
}
