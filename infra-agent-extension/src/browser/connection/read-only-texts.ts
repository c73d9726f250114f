/** Texts of the backend in editors that take no typing, each kind under a scheme of its own. It keeps nothing and decides nothing. */
import { open, OpenerService } from '@theia/core/lib/browser/opener-service';
import type { Resource, ResourceResolver } from '@theia/core/lib/common/resource';
import type URI from '@theia/core/lib/common/uri';
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraService } from '../../common/infra-service';
import { InfraWorkspace } from './infra-workspace';

@injectable()
export abstract class ReadOnlyTexts implements ResourceResolver {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    @inject(OpenerService)
    protected readonly openers!: OpenerService;

    protected abstract readonly scheme: string;

    /** Throws with a sentence where it is no longer there. */
    protected abstract textOf(uri: URI): Promise<string>;

    async resolve(uri: URI): Promise<Resource> {
        if (uri.scheme !== this.scheme) {
            throw new Error(`Not of the scheme ${this.scheme}: ${uri.toString()}`);
        }
        const text = await this.textOf(uri);
        return { uri, readOnly: true, readContents: async () => text, dispose: () => undefined };
    }

    protected async show(uri: URI): Promise<void> {
        await open(this.openers, uri, { mode: 'reveal', preview: false });
    }
}
