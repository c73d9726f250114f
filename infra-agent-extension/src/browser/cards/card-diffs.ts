/** Theia's diff editor on both sides of an operation's edits, as the backend computed and masked them. Read-only, and in memory. */
import { DiffUris } from '@theia/core/lib/browser/diff-uris';
import { open, OpenerService } from '@theia/core/lib/browser/opener-service';
import { nls } from '@theia/core/lib/common/nls';
import type { Resource, ResourceResolver } from '@theia/core/lib/common/resource';
import URI from '@theia/core/lib/common/uri';
import { inject, injectable } from '@theia/core/shared/inversify';
import { InfraService, type Outcome } from '../../common/infra-service';
import { InfraWorkspace } from '../connection/infra-workspace';

const SCHEME = 'infra-operation';

@injectable()
export class CardDiffs implements ResourceResolver {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    @inject(OpenerService)
    protected readonly openers!: OpenerService;

    /** By URI: the digest is in it, so a text never changes under an open editor. */
    protected readonly texts = new Map<string, string>();

    /** Opens the diff of one file, or of all that the operation edits. */
    async open(root: string, key: string, digest: string, file?: string): Promise<Outcome> {
        const pairs = (await this.service.diff(root, key)).filter(pair => file === undefined || pair.file === file);
        if (pairs.length === 0) {
            return { kind: 'refused', reason: 'no-diff', message: nls.localize('infra-agent/diff/none', 'There is nothing to compare: no file differs.') };
        }
        for (const pair of pairs) {
            const before = this.keep('before', key, digest, pair.file, pair.before);
            const after = this.keep('after', key, digest, pair.file, pair.after);
            const label = nls.localize('infra-agent/diff/label', '{0} (proposed)', pair.file);
            await open(this.openers, DiffUris.encode(before, after, label), { mode: 'reveal', preview: false });
        }
        return { kind: 'ok' };
    }

    async resolve(uri: URI): Promise<Resource> {
        if (uri.scheme !== SCHEME) {
            throw new Error(`Not a side of an operation: ${uri.toString()}`);
        }
        const text = this.texts.get(uri.toString()) ?? await this.readAgain(uri);
        return { uri, readOnly: true, readContents: async () => text, dispose: () => undefined };
    }

    /** For an editor that comes back after a reload, as long as its operation is still there. */
    protected async readAgain(uri: URI): Promise<string> {
        const [, side, key, ...file] = uri.path.toString().split('/');
        const root = await this.workspace.ready();
        const pairs = root ? await this.service.diff(root, decodeURIComponent(key)) : [];
        const pair = pairs.find(candidate => candidate.file === file.join('/'));
        if (!pair) {
            throw new Error(nls.localize('infra-agent/diff/gone', 'This comparison belongs to an operation that is no longer there.'));
        }
        return side === 'before' ? pair.before : pair.after;
    }

    protected keep(side: 'before' | 'after', key: string, digest: string, file: string, text: string): URI {
        // The file's own name ends the path, so that the editor finds its language.
        const uri = new URI(`${SCHEME}:/${side}/${encodeURIComponent(key)}/`).resolve(file).withQuery(digest);
        this.texts.set(uri.toString(), text);
        return uri;
    }
}
