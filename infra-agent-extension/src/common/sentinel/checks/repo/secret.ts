/** A secret in a file of the tree. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { perFile } from '../../per-file';
import { report } from '../../report';
import { secretsIn } from '../../secret-shapes';
import { isForeign, isTestPath } from '../../shell-view';

export const check: Check = {
    meta: {
        id: 'repo/secret', severity: 'error',
        title: 'A secret stands in a file of the tree',
        docs: 'Whoever reads the repository, now or in its history, has the secret. It has to be changed where it is used; removing it here is not enough, and so there is no mend. Secrets come by reference: environment, a file that git ignores, a secret manager, or encrypted (SOPS, sealed secrets). Placeholders, defaults of development images and references are not reported.'
    },
    *run(context): Iterable<Finding> {
        for (const file of context.files.filter(candidate => !isForeign(candidate) && !isTestPath(candidate) && !context.ignored(candidate))) {
            for (const { start, end, what } of secrets(context, file)) {
                yield report(context, check.meta, { file, start, end }, { message: `${what} stands here for everyone to read. Change it where it is used, then refer to it instead (environment, secret manager, an encrypted file).` });
            }
        }
    }
};

const secrets = perFile((context, file) => secretsIn(file, context.text(file)!, context.model(file)!.kind));
