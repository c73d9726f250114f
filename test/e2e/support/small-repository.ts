/** A repository that is small enough to know every card of: one task that works, one that fails, one that takes its time, one mend. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILES: Readonly<Record<string, string>> = {
    'README.md': '# Small\n\nRun `infra/bin/init.sh`.\n',
    'infra/bin/init.sh': `#!/usr/bin/env bash
# Runs every task in order.
set -euo pipefail
cd "$(dirname "\${BASH_SOURCE[0]}")/.."
tasks=(010_works.sh 020_fails.sh 030_slow.sh 040_says.sh)
for task in "\${tasks[@]}"; do
    "./tasks/\${task}"
done
`,
    'infra/tasks/010_works.sh': '#!/usr/bin/env bash\n# Says that it works.\nset -euo pipefail\n\necho "it works"\n',
    'infra/tasks/020_fails.sh': '#!/usr/bin/env bash\n# Looks for what is not there.\nset -euo pipefail\n\necho "looking"\nls ./missing-folder\n',
    'infra/tasks/030_slow.sh': '#!/usr/bin/env bash\n# Waits for a minute.\nset -euo pipefail\n\necho "waiting"\nsleep 60\n',
    // The mend: strict mode, as its siblings have it, since the last step hides how the first one ended.
    'infra/tasks/040_says.sh': '#!/usr/bin/env bash\n# Says goodbye.\n\nls ./tasks\necho "goodbye"\n'
};

export const UNSTRICT_TASK = 'infra/tasks/040_says.sh';

/** `more`: other files, by path. */
export function writeSmallRepository(folder: string, more: Readonly<Record<string, string>> = {}): void {
    for (const [file, text] of Object.entries({ ...FILES, ...more })) {
        const path = join(folder, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
        if (file.endsWith('.sh')) {
            chmodSync(path, 0o755);
        }
    }
}
