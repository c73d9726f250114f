import { expect, test } from '@playwright/test';
import { InfraPage } from '../pages/infra-page';
import { Ide } from '../support/ide';
import { journalOf } from '../support/journal';
import { ModelServer } from '../support/model-server';
import type { Script } from '../support/model-server';
import { writeSmallRepository } from '../support/small-repository';

const BLOCK = 'title: Say hello from the model\nmode: test\nrisk: LOW\ncommands:\n  - run: echo hello\nexpected:\n  - stdout: hello\n';
const QUESTION = 'what is to be done here?';

/** As a model sends it: in small pieces that respect no line and no fence. */
function pieces(text: string, size = 7): string[] {
    return text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
}

test.describe('the chat with a language model', () => {
    const model = new ModelServer();
    let ide: Ide;
    let infra: InfraPage;

    test.beforeAll(() => model.start());
    test.afterAll(() => model.stop());
    test.afterEach(async () => {
        model.release();
        model.asked.length = 0;
        await ide.dispose();
    });

    async function open(page: ConstructorParameters<typeof InfraPage>[0], script: Script, url?: string): Promise<void> {
        model.script = script;
        ide = new Ide({ prepare: writeSmallRepository, settings: model.settings(url) });
        await ide.start();
        infra = new InfraPage(page);
        await infra.open(ide);
        // No model is asked in a restricted folder.
        await infra.trustFolder();
    }

    test('makes cards of the blocks of its answer, beside the derived ones, and runs one when it is sent', async ({ page }) => {
        await open(page, { tokens: pieces(`Look at this first.\n\n\`\`\`ops\n${BLOCK}\`\`\`\n\n- and\n- then\n\n\`\`\`\`ops\r\ntitle: Second of the model\r\nmode: test\r\ncommands:\r\n  - run: 'true'\r\n\`\`\`\`\r\nThat is all.`) });
        await infra.ask(QUESTION);
        await expect(infra.card(/010_works/).root).toBeVisible();
        await expect(infra.card(/Second of the model/).root).toBeVisible();
        const card = infra.card(/hello from the model/);
        await card.send();
        await card.phase('DONE');
        expect(journalOf(ide).filter(line => line.event.type === 'RunStarted')).toHaveLength(1);
        await expect(infra.errors).toHaveCount(0);
    });

    test('is told the facts, and no secret of them', async ({ page }) => {
        await open(page, { tokens: ['Fine.'] });
        await infra.ask('log in with password=Xk29fJq81zLm and tell me what is to be done');
        await expect(infra.chat.getByText('Fine.')).toBeVisible();
        expect(model.asked).toHaveLength(1);
        expect(model.asked[0]).toContain('infra/bin/init.sh');
        expect(model.asked[0]).not.toContain('Xk29fJq81zLm');
    });

    test('is told what `#infra` stands for, which completion offers', async ({ page }) => {
        await open(page, { tokens: ['Fine.'] });
        await infra.type('#infra:');
        await expect(infra.suggestion('facts')).toBeVisible();
        await page.keyboard.type('oper');
        await infra.takeSuggestion('operations');
        await page.keyboard.type('which of them is first?');
        await page.keyboard.press('Enter');
        await expect(infra.chat.getByText('Fine.')).toBeVisible();
        expect(model.asked[0]).toContain('Attached by the person: infra operations');
        expect(model.asked[0]).toContain('the operations of this repository');
    });

    test('has its operations counted in the foot of the answer, and sent with one click where they only read', async ({ page }) => {
        const reads = (title: string) => `\`\`\`ops\ntitle: ${title}\nmode: test\ncommands:\n  - run: cat README.md\n\`\`\`\n`;
        await open(page, { tokens: pieces(`${reads('First look')}and\n\n${reads('Second look')}`) });
        // A review derives no operations of its own.
        await infra.selectMode('review');
        await infra.ask(QUESTION);
        await infra.sendReadsTogether(/README/, 2);
        await infra.card(/First look/).phase('DONE');
        await infra.card(/Second look/).phase('DONE');
        await expect(infra.setPart('summary')).toContainText('2 done');
    });

    test('shows a block that does not parse with its place and its source, never sends it, and asks to repair it', async ({ page }) => {
        await open(page, { tokens: pieces('```ops\ntitle: Broken, see #selectedText and @Universal\nmode: nonsense\ncommands:\n  - run: echo hi\n```\n') });
        await infra.ask(QUESTION);
        await expect(infra.block('broken').problem).toContainText('Line 2');
        await expect(infra.block('broken').source).toContainText('mode: nonsense');
        await expect(infra.block('broken').send).toHaveAttribute('aria-disabled', 'true');
        model.script = { tokens: pieces(`\`\`\`ops\n${BLOCK}\`\`\`\n`) };
        await infra.block('broken').repair.click();
        await expect(infra.card(/hello from the model/).root).toBeVisible();
        expect(model.asked.at(-1)).toContain('mode: nonsense');
        // As it stands: the chat's own parser would resolve what looks like a variable, and hand the message to what looks like an agent.
        expect(model.asked.at(-1)).toContain('title: Broken, see #selectedText and @Universal');
        expect(journalOf(ide).some(line => line.event.key.includes('broken'))).toBe(false);
    });

    test('leaves a block that was cut off unsendable, with a plain sentence and the derived cards', async ({ page }) => {
        await open(page, { tokens: pieces('One thing.\n\n```ops\ntitle: Half of it\nmode: test\ncommands:\n  - run: rm -rf bui'), then: 'break' });
        await infra.ask(QUESTION);
        await expect(infra.block('cut-off').source).toContainText('rm -rf bui');
        await expect(infra.block('cut-off').send).toHaveAttribute('aria-disabled', 'true');
        await expect(infra.chat.getByText(/derived by code/)).toBeVisible();
        await expect(infra.card(/010_works/).root).toBeVisible();
        await expect.poll(() => ide.keptChats()).toContain('Half of it');
        await infra.reload();
        await expect(infra.block('cut-off').send).toHaveAttribute('aria-disabled', 'true');
        expect(journalOf(ide).some(line => line.event.key.includes('half'))).toBe(false);
    });

    test('shows the derived cards while it is slow, and stops when it is told to', async ({ page }) => {
        await open(page, { tokens: pieces('Let me think.\n\n```ops\ntitle: Not yet whole\nmode: te'), then: 'hang' });
        await infra.type(QUESTION);
        await page.keyboard.press('Enter');
        await expect(infra.card(/010_works/).root).toBeVisible();
        await expect(infra.block('streaming').send).toHaveAttribute('aria-disabled', 'true');
        await infra.stop();
        await expect(infra.chat.getByText(/Stopped\./)).toBeVisible();
        await expect(infra.block('cut-off').source).toContainText('Not yet whole');
        await expect(infra.card(/010_works/).root).toBeVisible();
    });

    test('answers by code, and says so, where the endpoint is down', async ({ page }) => {
        await open(page, { tokens: [] }, 'http://127.0.0.1:9/v1');
        await infra.ask(QUESTION);
        await expect(infra.card(/010_works/).root).toBeVisible();
        await expect(infra.chat.getByText(/did not answer/)).toBeVisible({ timeout: 60_000 });
        await expect(infra.errors).toHaveCount(0);
    });
});
