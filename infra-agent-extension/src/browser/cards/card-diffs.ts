/** Theia's diff editor on both sides of an operation's edits, as the backend computed and masked them. Read-only, and in memory. */
import { DiffUris } from '@theia/core/lib/browser/diff-uris';
import { nls } from '@theia/core/lib/common/nls';
import URI from '@theia/core/lib/common/uri';
import { injectable } from '@theia/core/shared/inversify';
import type { Outcome } from '../../common/infra-service';
import { ReadOnlyTexts } from '../connection/read-only-texts';

const SCHEME = 'infra-operation';

@injectable()
export class CardDiffs extends ReadOnlyTexts {
    protected readonly scheme = SCHEME;

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
            await this.show(DiffUris.encode(before, after, label));
        }
        return { kind: 'ok' };
    }

    protected async textOf(uri: URI): Promise<string> {
        return this.texts.get(uri.toString()) ?? this.readAgain(uri);
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
