/** Keeps an answer as soon as it is complete. Theia waits for half a second of silence, and a reload within it would lose the answer. */
import { FrontendChatServiceImpl } from '@theia/ai-chat/lib/browser/frontend-chat-service';
import { injectable } from '@theia/core/shared/inversify';

@injectable()
export class InfraChatService extends FrontendChatServiceImpl {

    protected override setupAutoSaveForSession(session: Parameters<FrontendChatServiceImpl['setupAutoSaveForSession']>[0]): void {
        super.setupAutoSaveForSession(session);
        session.model.onDidChange(event => {
            if (event.kind === 'addRequest') {
                const { response } = event.request;
                const listening = response.onDidChange(() => {
                    if (response.isComplete || response.isCanceled || response.isError) {
                        listening.dispose();
                        this.saveSession(session.id);
                    }
                });
            }
        });
    }
}
