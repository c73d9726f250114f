import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { InfraPage } from '../pages/infra-page';
import { Ide } from '../support/ide';
import { writeSmallRepository } from '../support/small-repository';

const THEMES = { light: 'light', dark: 'dark', 'high-contrast': 'hc-theia' } as const;

for (const [name, theme] of Object.entries(THEMES)) {
    test(`stepper, cards and the foot of an answer have no serious accessibility finding in the ${name} theme`, async ({ page }) => {
        const ide = new Ide({ prepare: writeSmallRepository, settings: { 'workbench.colorTheme': theme } });
        try {
            await ide.start();
            const infra = new InfraPage(page);
            await infra.open(ide);
            expect(await serious(infra, '.infra-welcome')).toEqual([]);
            await infra.trustFolder();
            await infra.ask('what is to be done here?');
            const done = infra.card(/010_works/);
            await done.send();
            await done.phase('DONE');
            await done.show();
            const failed = infra.card(/020_fails/);
            await failed.send();
            await failed.phase('FAILED');
            await infra.card(/030_slow/).show();
            expect(await serious(infra, '.infra-card')).toEqual([]);
            expect(await serious(infra, '.infra-stepper')).toEqual([]);
        } finally {
            await ide.dispose();
        }
    });
}

/** Only what is ours: the rest of the page is Theia's. */
async function serious(infra: InfraPage, part: string): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: infra.page }).include(part).analyze();
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}
