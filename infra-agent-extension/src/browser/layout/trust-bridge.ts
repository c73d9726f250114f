/** Carries decisions about trust between Theia and our backend, in both directions. */
import type { FrontendApplicationContribution } from '@theia/core/lib/browser';
import { inject, injectable } from '@theia/core/shared/inversify';
import { WorkspaceTrustService } from '@theia/workspace/lib/browser/workspace-trust-service';
import { InfraWorkspace } from '../connection/infra-workspace';
import { InfraWorkspaceTrustService } from './infra-workspace-trust-service';

@injectable()
export class TrustBridge implements FrontendApplicationContribution {

    @inject(WorkspaceTrustService)
    protected readonly theiaTrust!: WorkspaceTrustService;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    onStart(): void {
        if (this.theiaTrust instanceof InfraWorkspaceTrustService) {
            if (this.theiaTrust.decision !== undefined) {
                this.pass(this.theiaTrust.decision);
            }
            this.theiaTrust.onDidDecide(trusted => this.pass(trusted));
        }
        this.workspace.onDidTrust(trusted => this.theiaTrust.setWorkspaceTrust(trusted, false));
    }

    protected async pass(trusted: boolean): Promise<void> {
        await this.workspace.ready();
        if (this.workspace.status && this.workspace.trusted !== trusted) {
            await this.workspace.trust(trusted);
        }
    }
}
