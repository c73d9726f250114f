/**
 * Passes a person's decision in Theia's trust dialog, or under Manage Workspace Trust, on to our backend. Trust that only comes from
 * settings is no decision about this folder, and is not passed on; its withdrawal always is.
 */
import { Emitter } from '@theia/core/lib/common/event';
import type { PreferenceChange } from '@theia/core/lib/common/preferences';
import { injectable } from '@theia/core/shared/inversify';
import { WorkspaceTrustService } from '@theia/workspace/lib/browser/workspace-trust-service';

@injectable()
export class InfraWorkspaceTrustService extends WorkspaceTrustService {

    protected readonly decidedEmitter = new Emitter<boolean>();
    readonly onDidDecide = this.decidedEmitter.event;

    /** The last decision, for who listens later than the dialog of the start. */
    decision: boolean | undefined;

    protected preferenceChanges = 0;

    protected override async showTrustPromptDialog(): Promise<boolean> {
        const trusted = await super.showTrustPromptDialog();
        this.decide(trusted);
        return trusted;
    }

    override async setWorkspaceTrust(trusted: boolean, reload = true): Promise<void> {
        const byPreference = this.preferenceChanges > 0;
        await super.setWorkspaceTrust(trusted, reload);
        if (this.currentTrust === trusted && (!trusted || !byPreference)) {
            this.decide(trusted);
        }
    }

    protected override async handlePreferenceChange(change: PreferenceChange): Promise<void> {
        this.preferenceChanges++;
        try {
            await super.handlePreferenceChange(change);
        } finally {
            this.preferenceChanges--;
        }
    }

    protected decide(trusted: boolean): void {
        this.decision = trusted;
        this.decidedEmitter.fire(trusted);
    }
}
