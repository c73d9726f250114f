/** The whole output of a run that is over, in a read-only editor. A terminal goes away with its process and its window; this stays. */
import { open, OpenerService } from '@theia/core/lib/browser/opener-service';
import { nls } from '@theia/core/lib/common/nls';
import type { Resource, ResourceResolver } from '@theia/core/lib/common/resource';
import URI from '@theia/core/lib/common/uri';
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraService, type Outcome } from '../../common/infra-service';
import { InfraWorkspace } from '../connection/infra-workspace';

const SCHEME = 'infra-output';

@injectable()
export class RunOutputs implements ResourceResolver {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    @inject(OpenerService)
    protected readonly openers!: OpenerService;

    async open(key: string): Promise<Outcome> {
        const uri = new URI(`${SCHEME}:/${encodeURIComponent(key)}/output.log`);
        if (await this.read(uri) === undefined) {
            return { kind: 'refused', reason: 'output-gone', message: gone() };
        }
        await open(this.openers, uri, { mode: 'reveal', preview: false });
        return { kind: 'ok' };
    }

    async resolve(uri: URI): Promise<Resource> {
        if (uri.scheme !== SCHEME) {
            throw new Error(`Not the output of a run: ${uri.toString()}`);
        }
        const text = await this.read(uri);
        if (text === undefined) {
            throw new Error(gone());
        }
        return { uri, readOnly: true, readContents: async () => text, dispose: () => undefined };
    }

    protected async read(uri: URI): Promise<string | undefined> {
        const root = await this.workspace.ready();
        return root ? this.service.output(root, decodeURIComponent(uri.path.toString().split('/')[1])) : undefined;
    }
}

function gone(): string {
    return nls.localize('infra-agent/output/gone', 'Nothing of its output was kept beyond what is on the card.');
}
