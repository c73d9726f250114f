import { expect, test } from '@playwright/test';
import { InfraPage } from '../pages/infra-page';
import { Ide } from '../support/ide';

test.describe('the chat without a language model', () => {
    let ide: Ide;
    let infra: InfraPage;

    test.afterEach(() => ide.dispose());

    async function open(page: ConstructorParameters<typeof InfraPage>[0], options: ConstructorParameters<typeof Ide>[0]): Promise<void> {
        ide = new Ide(options);
        await ide.start();
        infra = new InfraPage(page);
        await infra.open(ide);
    }

    test('is open, wide enough, and answers with cards from what the repository holds', async ({ page }) => {
        await open(page, { workspace: 'edge-gke' });
        expect((await infra.chat.boundingBox())?.width).toBeGreaterThanOrEqual(400);
        await infra.ask('@Infra what is wrong here?');
        await expect(infra.chat.getByText(/18 tasks/)).toBeVisible();
        await expect(infra.chat.getByText(/ai\/infra\/bin\/init\.sh/).first()).toBeVisible();
        await expect(infra.card(/000_preflight/).root).toBeVisible();
        await expect(infra.errors).toHaveCount(0);
    });

    test('sends the local preflight of the sample workspace on a bare machine', async ({ page }) => {
        await open(page, { workspace: 'edge-gke' });
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/000_preflight/);
        await card.send();
        await card.phase('DONE');
    });

    test('answers in each mode, and the stepper and the dropdown agree', async ({ page }) => {
        await open(page, { workspace: 'edge-gke' });
        await expect(infra.step('implement')).toHaveAttribute('data-current', 'true');
        await infra.selectMode('design');
        await infra.ask('show me how it hangs together');
        await expect(infra.chat.locator('.mermaid svg, svg[id^="mermaid"], svg[aria-roledescription]').first()).toBeVisible({ timeout: 30_000 });
        await infra.nextMode();
        await infra.nextMode();
        await expect(infra.step('review')).toHaveAttribute('data-current', 'true');
        await infra.ask('what do you find?');
        await expect(infra.chat.getByText(/GatewayClass/).first()).toBeVisible();
        await infra.nextMode();
        await infra.ask('what can be looked at?');
        await expect(infra.card(/./).root).toBeVisible();
        await expect(infra.errors).toHaveCount(0);
    });

    test('offers three questions that name what is there, and answers them', async ({ page }) => {
        await open(page, { workspace: 'edge-gke' });
        await expect(infra.prompts).toHaveCount(3);
        await expect(infra.prompt('design')).toContainText('ai/infra/bin/init.sh');
        await infra.prompt('review').click();
        await infra.answered();
        await expect(infra.step('review')).toHaveAttribute('data-current', 'true');
        await expect(infra.chat.getByText(/Narrowed to what you asked for/)).toBeVisible();
    });

    test('asks the obvious next thing with one click after Next mode', async ({ page }) => {
        await open(page, { workspace: 'edge-gke' });
        await infra.ask('what is to be done here?');
        await expect(infra.nextPrompt).toHaveCount(0);
        await infra.nextMode();
        await expect(infra.nextPrompt).toContainText('what changed');
        await infra.nextPrompt.click();
        await expect(infra.chat.getByText(/GatewayClass/).first()).toBeVisible();
        await expect(infra.nextPrompt).toHaveCount(0);
    });

    test('keeps the mode of a session over a reload', async ({ page }) => {
        await open(page, { workspace: 'edge-gke' });
        await infra.selectMode('review');
        await infra.ask('what do you find?');
        await expect.poll(() => ide.hasSavedChat('what do you find?')).toBe(true);
        await infra.reload();
        await expect(infra.step('review')).toHaveAttribute('data-current', 'true');
    });

    test('says what it looked for where there is nothing to do', async ({ page }) => {
        await open(page, { git: false });
        await infra.ask('what is to be done here?');
        await expect(infra.cards).toHaveCount(0);
        await expect(infra.errors).toHaveCount(0);
    });

    test('sends nothing in a folder that is not trusted, and says how to trust it', async ({ page }) => {
        await open(page, { workspace: 'edge-gke' });
        await infra.ask('what is to be done here?');
        const card = infra.card(/000_preflight/);
        await card.show();
        await expect(card.part('send')).toHaveAttribute('aria-disabled', 'true');
        await expect(card.part('send-refusal')).toContainText('trust');
    });
});

test.describe('a Theia without the stock AI agents', () => {
    test('answers with cards, and shows no error for want of a model', async ({ page }) => {
        const ide = new Ide({ workspace: 'edge-gke', app: 'test/bare-app' });
        try {
            await ide.start();
            const infra = new InfraPage(page);
            await infra.open(ide);
            await infra.ask('what is to be done here?');
            await expect(infra.card(/000_preflight/).root).toBeVisible();
            await expect(infra.errors).toHaveCount(0);
        } finally {
            await ide.dispose();
        }
    });
});
