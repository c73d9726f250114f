/** The roles as chat agents of their own, for delegation: each is `@Infra` held to one mode. They are not offered in completion. */
import { nls } from '@theia/core/lib/common/nls';
import { injectable } from '@theia/core/shared/inversify';
import type { Mode } from '../../common/ops/operation';
import { InfraAgent } from './infra-agent';

@injectable()
export abstract class CrewAgent extends InfraAgent {
    protected abstract readonly mode: Mode;
    override modes = [];

    protected override async modeOf(): Promise<Mode> {
        return this.mode;
    }
}

@injectable()
export class InfraArchitect extends CrewAgent {
    override id = 'InfraArchitect';
    override name = 'InfraArchitect';
    override description = nls.localize('infra-agent/architect/description', 'Designs: what runs, sources, applies and refers to what.');
    protected readonly mode = 'design';
}

@injectable()
export class InfraCoder extends CrewAgent {
    override id = 'InfraCoder';
    override name = 'InfraCoder';
    override description = nls.localize('infra-agent/coder/description', 'Implements: mends what is wrong, then says what to run.');
    protected readonly mode = 'implement';
}

@injectable()
export class InfraReviewer extends CrewAgent {
    override id = 'InfraReviewer';
    override name = 'InfraReviewer';
    override description = nls.localize('infra-agent/reviewer/description', 'Reviews the findings of the checks.');
    protected readonly mode = 'review';
}

@injectable()
export class InfraTester extends CrewAgent {
    override id = 'InfraTester';
    override name = 'InfraTester';
    override description = nls.localize('infra-agent/tester/description', 'Tests: how to see that what the manifests define is there and works.');
    protected readonly mode = 'test';
}

export const CREW = [InfraArchitect, InfraCoder, InfraReviewer, InfraTester] as const;
export const CREW_IDS: ReadonlySet<string> = new Set(['InfraArchitect', 'InfraCoder', 'InfraReviewer', 'InfraTester']);
