/** A variable that is read under `set -u` and that nothing sets: the script ends there. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import type { CheckContext } from '../../check';
import type { ShellScript } from '../../../repo/shell-script';
import { groupBy } from '../../../repo/group-by';
import { baseName } from '../../../repo/repo-path';
import { perFile } from '../../per-file';
import { executedScripts, strictnessOf } from '../../shell-view';
import { unsetReads, type UnsetRead } from '../../unset-reads';
import { unsetVariableMend } from '../../mends/unset-variable-mend';

export const check: Check = {
    meta: {
        id: 'shell/unset-variable', severity: 'error',
        title: 'A variable is read under `set -u`, and nothing sets it',
        docs: 'Under `set -u` (nounset) bash ends the script at the first read of a variable that has no value. This check follows `source`, looks at what runs the script, at pipelines, Makefiles, compose files, `.env` examples and the docs, and reports a variable only when none of them sets or names it. Give it a default beside the others, have it validated by the repository\'s own helper, or mark it as required with `: "${NAME:?…}"`.'
    },
    *run(context): Iterable<Finding> {
        const found = executedScripts(context).filter(script => strictnessOf(context, script).nounset).flatMap(script => {
            const unset = calledFromOutside(context, script) ? [] : unsetReads(context, script);
            return isInterface(unset) ? [] : unset.map(({ file, read }) => ({ script, file, read }));
        });
        // One mend for each name: every script that reads it is mended at once.
        for (const [name, places] of groupBy(found, ({ read }) => read.name)) {
            const mend = unsetVariableMend(context, places);
            for (const [, [{ file, read }]] of groupBy(places, place => place.file)) {
                yield report(context, check.meta, { file, start: read.start, end: read.end }, {
                    message: `\`${name}\` is read under \`set -u\`, and nothing sets it: the script ends here with "unbound variable". Give it a default, or have it required.`, mend
                });
            }
        }
    }
};

/** Copied into an image, mounted into a pod, or handed to a machine as its start script: what starts it there sets its variables. */
function calledFromOutside(context: CheckContext, script: ShellScript): boolean {
    const name = baseName(script.file);
    const named = new RegExp(`^(?!\\s*(#|//)).*(^|[/"'\\s])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'm');
    return context.files.some(file => ['dockerfile', 'compose', 'terraform-module', 'chart', 'values', 'kustomization', 'manifest'].includes(context.model(file)!.kind) && scriptsNamed(context, file).has(name) && named.test(context.text(file)!));
}

/** Names that could be a script's; most files have none, and are searched no further. */
const scriptsNamed = perFile((context, file): ReadonlySet<string> => new Set(context.text(file)!.match(/[\w.-]+/g)));

/** Several of one prefix (`PLUTO_…`) are the interface of a program that calls the script. */
function isInterface(unset: readonly UnsetRead[]): boolean {
    const prefixes = unset.map(({ read }) => /^[A-Z]+_/.exec(read.name)?.[0]);
    return prefixes.length >= 3 && prefixes.every(prefix => prefix !== undefined && prefix === prefixes[0]);
}
