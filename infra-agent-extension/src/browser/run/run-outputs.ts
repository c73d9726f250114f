/** The whole output of a run that is over, in a read-only editor. A terminal goes away with its process and its window; this stays. */
import { nls } from '@theia/core/lib/common/nls';
import URI from '@theia/core/lib/common/uri';
import { injectable } from '@theia/core/shared/inversify';
import type { Outcome } from '../../common/infra-service';
import { ReadOnlyTexts } from '../connection/read-only-texts';

const SCHEME = 'infra-output';

@injectable()
export class RunOutputs extends ReadOnlyTexts {
    protected readonly scheme = SCHEME;

    async open(key: string): Promise<Outcome> {
        const uri = new URI(`${SCHEME}:/${encodeURIComponent(key)}/output.log`);
        if (await this.read(uri) === undefined) {
            return { kind: 'refused', reason: 'output-gone', message: gone() };
        }
        await this.show(uri);
        return { kind: 'ok' };
    }

    protected async textOf(uri: URI): Promise<string> {
        const text = await this.read(uri);
        if (text === undefined) {
            throw new Error(gone());
        }
        return text;
    }

    protected async read(uri: URI): Promise<string | undefined> {
        const root = await this.workspace.ready();
        return root ? this.service.output(root, decodeURIComponent(uri.path.toString().split('/')[1])) : undefined;
    }
}

function gone(): string {
    return nls.localize('infra-agent/output/gone', 'Nothing of its output was kept beyond what is on the card.');
}
