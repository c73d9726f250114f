/** After a reload the chat goes on where the person left it. Theia opens an empty session instead, and keeps the earlier ones in a list. */
import { ChatService, isActiveSessionChangedEvent } from '@theia/ai-chat/lib/common';
import type { FrontendApplicationContribution } from '@theia/core/lib/browser';
import { FrontendApplicationStateService } from '@theia/core/lib/browser/frontend-application-state';
import { StorageService } from '@theia/core/lib/browser/storage-service';
import { inject, injectable } from '@theia/core/shared/inversify';
import { INFRA_AGENT_ID } from './infra-agent';

/** Kept by Theia for each workspace. */
const LAST_SESSION = 'infra-agent.last-session';

@injectable()
export class SessionRestorer implements FrontendApplicationContribution {

    @inject(ChatService)
    protected readonly chatService!: ChatService;

    @inject(StorageService)
    protected readonly storage!: StorageService;

    @inject(FrontendApplicationStateService)
    protected readonly state!: FrontendApplicationStateService;

    onStart(): void {
        // Not awaited: the storage is ready only once the workspace is, and the start should not wait for it.
        this.restore();
    }

    protected async restore(): Promise<void> {
        const last = await this.storage.getData<string>(LAST_SESSION);
        await this.state.reachedState('ready');
        if (last && (this.chatService.getActiveSession()?.model.isEmpty() ?? true)) {
            const index = await this.chatService.getPersistedSessions();
            if (index[last]?.pinnedAgentId === INFRA_AGENT_ID && await this.chatService.getOrRestoreSession(last)) {
                this.chatService.setActiveSession(last, { focus: false });
            }
        }
        this.chatService.onSessionEvent(event => {
            if (isActiveSessionChangedEvent(event)) {
                this.storage.setData(LAST_SESSION, event.sessionId);
            }
        });
        this.storage.setData(LAST_SESSION, this.chatService.getActiveSession()?.id);
    }
}
