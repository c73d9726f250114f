import { test } from '@playwright/test';
import type { Phase } from '../pages/card-object';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InfraPage } from '../pages/infra-page';
import { Ide } from '../support/ide';
import { writeSmallRepository } from '../support/small-repository';

const PROJECT = resolve(__dirname, '../../..');
/** The pictures of the docs are taken anew only when they are asked for; otherwise the test shows that each state can be reached and seen. */
const FOLDER = process.env.INFRA_AGENT_PICTURES ? join(PROJECT, 'docs/images/cards') : join(PROJECT, 'test-results/cards');

test('each state of a card can be seen', async ({ page }) => {
    mkdirSync(FOLDER, { recursive: true });
    const ide = new Ide({
        prepare: folder => writeSmallRepository(folder, {
            'ops/high.ops.yaml': 'title: Remove the build folder\nmode: implement\nrisk: LOW\ncommands:\n  - run: rm -rf "$HOME/build"\n',
            'ops/blocked.ops.yaml': 'title: Change the hooks\nmode: implement\nedits:\n  - file: .git/hooks/pre-commit\n    content: "echo"\n',
            'ops/unmet.ops.yaml': 'title: Ask a tool that is not there\nmode: test\npreconditions:\n  - tool: no-such-tool\n  - manual: The zone is delegated\ncommands:\n  - run: no-such-tool --version\n'
        })
    });
    try {
        await ide.start();
        const infra = new InfraPage(page);
        await infra.open(ide);
        await infra.trustFolder();
        await infra.ask('what is to be done here?');

        const picture = async (title: RegExp, phase: Phase, name: string) => {
            const card = infra.card(title);
            await card.phase(phase);
            await card.show();
            await card.root.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
            return card;
        };
        const edit = await picture(/040_says.*first step that fails/, 'WAIT_FOR_APPROVE', 'edit-waits');
        await edit.send();
        await picture(/040_says.*first step that fails/, 'DONE', 'edit-done');
        await edit.rollBack();
        await picture(/040_says.*first step that fails/, 'ROLLED_BACK', 'edit-rolled-back');
        const works = await picture(/010_works/, 'WAIT_FOR_APPROVE', 'command-waits');
        await works.send();
        await picture(/010_works/, 'DONE', 'command-done');
        await infra.card(/020_fails/).send();
        await picture(/020_fails/, 'FAILED', 'command-failed');
        const slow = infra.card(/030_slow/);
        await slow.send();
        await picture(/030_slow/, 'APPLYING', 'command-runs');
        await slow.cancel();
        await picture(/030_slow/, 'CANCELLED', 'command-cancelled');
        for (const [file, title, phase] of [['high', /Remove the build folder/, 'WAIT_FOR_APPROVE'], ['blocked', /Change the hooks/, 'BLOCKED'], ['unmet', /tool that is not there/, 'READY_FOR_APPLY']] as const) {
            await infra.openFile(`ops/${file}.ops.yaml`);
            await infra.run('Infra: Open as Cards');
            await picture(title, phase, file);
        }
    } finally {
        await ide.dispose();
    }
});
