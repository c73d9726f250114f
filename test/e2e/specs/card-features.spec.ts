import { expect, test } from '@playwright/test';
import { InfraPage } from '../pages/infra-page';
import { Ide } from '../support/ide';
import { journalOf } from '../support/journal';
import { UNSTRICT_TASK, writeSmallRepository } from '../support/small-repository';

const OPS_FILE = 'ops/hello.ops.yaml';

test.describe('what can be done with a card', () => {
    let ide: Ide;
    let infra: InfraPage;

    test.beforeEach(async ({ page, context }) => {
        await context.grantPermissions(['clipboard-read', 'clipboard-write']);
        ide = new Ide({ prepare: folder => writeSmallRepository(folder, { [OPS_FILE]: 'title: Say hello from a file\nmode: test\ncommands:\n  - run: echo "hello $GREETED"\n' }) });
        await ide.start();
        infra = new InfraPage(page);
        await infra.open(ide);
        await infra.trustFolder();
    });
    test.afterEach(() => ide.dispose());

    test('a failed one begins with the line that explains it, and offers questions that only read', async () => {
        await infra.ask('what is to be done here?');
        const card = infra.card(/020_fails/);
        await card.send();
        await card.phase('FAILED');
        await expect(card.part('explanation')).toContainText('missing-folder');
        await card.part('diagnose').click();
        const question = infra.card(/Look at what is around/);
        await question.phase('WAIT_FOR_APPROVE');
        expect(await question.risk()).toBe('LOW');
        await question.send();
        await question.phase('DONE');
    });

    test('a failed one is proposed again as a new operation', async () => {
        await infra.ask('what is to be done here?');
        const card = infra.card(/020_fails/);
        const key = await card.key();
        await card.send();
        await card.phase('FAILED');
        await card.part('propose-again').click();
        await expect(infra.cards.filter({ hasText: '020_fails' })).toHaveCount(2);
        await infra.card(key).phase('FAILED');
        await expect(infra.card(key).part('diagnose')).toHaveCount(0);
        await expect(infra.card(key).part('run-again')).toBeVisible();
        await expect(infra.cards.filter({ hasText: '020_fails' }).nth(1)).toHaveAttribute('data-phase', 'WAIT_FOR_APPROVE');
    });

    test('is copied as Markdown and as YAML', async ({ page }) => {
        await infra.ask('what is to be done here?');
        const card = infra.card(/010_works/);
        await card.show();
        await card.part('copy-markdown').click();
        await expect(card.part('notice')).toHaveText('Copied.');
        expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^```ops\n[\s\S]*010_works[\s\S]*```\n$/);
        await card.part('copy-yaml').click();
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^(?:id|title|mode):/);
    });

    test('is edited as a text, and saved as a new operation that takes its place', async () => {
        await infra.ask('what is to be done here?');
        const card = infra.card(/010_works/);
        const key = await card.key();
        await card.show();
        await card.part('edit-block').click();
        await infra.replaceInEditor('title: Say something else\nmode: test\ncommands:\n  - run: echo else\n');
        await infra.saveEditor();
        await infra.card(/Say something else/).phase('WAIT_FOR_APPROVE');
        await infra.card(key).phase('SUPERSEDED');
        expect(journalOf(ide).filter(line => line.event.type === 'RunStarted')).toEqual([]);
    });

    test('that reads a variable which nothing sets takes a value for it, and is another operation then', async () => {
        await infra.openFile(OPS_FILE);
        await infra.run('Infra: Open as Cards');
        const card = infra.card(/hello from a file/);
        await card.phase('WAIT_FOR_APPROVE');
        await expect(card.part('unset')).toContainText('GREETED');
        await card.part('set-variable').click();
        await card.part('variable-value').fill('world');
        await card.part('variable-confirm').click();
        await expect(card.part('unset')).toHaveCount(0);
        await card.send();
        await card.phase('DONE');
        expect(await card.output()).toContain('hello world');
    });

    test('an ops file that does not parse has problems in the editor', async () => {
        ide.write(OPS_FILE, 'title: Wrong\nmode: nonsense\ncommands:\n  - run: echo hi\n');
        await infra.openFile(OPS_FILE);
        await expect(infra.squiggles).not.toHaveCount(0);
        await infra.replaceInEditor('title: Right\nmode: test\ncommands:\n  - run: echo hi\n');
        await expect(infra.squiggles).toHaveCount(0);
    });

    test('an ops file is completed from the schema of the operation, by keyboard', async () => {
        ide.write(OPS_FILE, 'title: Completed\n');
        await infra.openFile(OPS_FILE);
        await infra.typeInEditor('mo');
        await infra.takeSuggestion('mode');
        await infra.takeSuggestion('design');
        await infra.typeInEditor('\ncomm');
        await infra.takeSuggestion('commands');
        await infra.typeInEditor('echo hi');
        await expect.poll(() => infra.editorText()).toBe('title: Completed\nmode: design\ncommands:\n  - run: echo hi');
        await expect(infra.squiggles).toHaveCount(0);
    });

    test('edits of an answer are looked at and sent together, and taken back together', async () => {
        ide.write('infra/tasks/010_works.sh', '#!/usr/bin/env bash\n# Says that it works.\n\nls ./tasks\necho "it works"\n');
        await infra.ask('what is to be done here?');
        await infra.sendEditsTogether(2);
        await infra.card(/040_says.*first step that fails/).phase('DONE');
        await infra.card(/010_works.*first step that fails/).phase('DONE');
        expect(journalOf(ide).filter(line => line.event.type === 'OperationApproved')).toHaveLength(2);
        await expect(infra.setPart('summary')).toContainText(UNSTRICT_TASK);
        await infra.setPart('roll-back').click();
        await infra.card(/040_says.*first step that fails/).phase('ROLLED_BACK');
        await infra.card(/010_works.*first step that fails/).phase('ROLLED_BACK');
    });
});
