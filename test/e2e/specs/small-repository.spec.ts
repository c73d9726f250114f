import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InfraPage } from '../pages/infra-page';
import { Ide } from '../support/ide';
import { infraAgent, journalOf } from '../support/journal';
import { UNSTRICT_TASK, writeSmallRepository } from '../support/small-repository';

test.describe('operations of a small repository', () => {
    let ide: Ide;
    let infra: InfraPage;

    test.beforeEach(async ({ page }) => {
        ide = new Ide({ prepare: writeSmallRepository });
        await ide.start();
        infra = new InfraPage(page);
        await infra.open(ide);
    });
    test.afterEach(() => ide.dispose());

    test('a command that succeeds is done once its output was seen, in a terminal that stays', async () => {
        await infra.ask('@Infra what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/010_works/);
        await card.send();
        await card.phase('DONE');
        expect(await card.output()).toContain('it works');
        await expect(infra.terminal(/010_works/)).toBeVisible();
        expect(journalOf(ide).map(line => line.event.type)).toEqual(expect.arrayContaining(['OperationApproved', 'RunStarted', 'CommandStarted', 'CommandEnded', 'RunObserved']));
        expect(infraAgent(ide, 'journal', 'verify', ide.workspace)).toContain('whole');
    });

    test('a command that fails says so first, with the line that explains it', async () => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/020_fails/);
        await card.send();
        await card.phase('FAILED');
        await expect(card.part('failure')).toContainText('exit 2');
        expect(await card.output()).toContain('missing-folder');
    });

    test('a run can be cancelled, with all that it started', async () => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/030_slow/);
        await card.send();
        await card.phase('APPLYING');
        await expect(card.part('output')).toContainText('waiting');
        await card.cancel();
        await card.phase('CANCELLED');
    });

    test('an edit is shown as a diff, applied, and rolled back to the byte', async () => {
        const file = join(ide.workspace, UNSTRICT_TASK);
        const before = readFileSync(file);
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/040_says.*first step that fails/);
        await card.openDiff(UNSTRICT_TASK);
        await expect(infra.editorTabs.filter({ hasText: '040_says.sh' })).toBeVisible();
        await card.send();
        await card.phase('DONE');
        expect(readFileSync(file, 'utf8')).toContain('set -euo pipefail');
        await card.rollBack();
        await card.phase('ROLLED_BACK');
        expect(readFileSync(file).equals(before)).toBe(true);
    });

    test('a rejected operation runs nothing, and is folded when it is asked for again', async () => {
        await infra.ask('what is to be done here?');
        const card = infra.card(/010_works/);
        const key = await card.key();
        await card.reject('not today');
        await card.phase('REJECTED');
        expect(journalOf(ide).filter(line => line.event.type === 'RunStarted')).toEqual([]);
        await infra.ask('what is to be done here?');
        await infra.unfoldTheRest();
        await infra.card(key).phase('REJECTED');
    });

    test('cards show the truth again after a reload, and after a restart of the backend', async () => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/010_works/);
        const key = await card.key();
        await card.send();
        await card.phase('DONE');
        await infra.reload();
        await infra.card(key).phase('DONE');
        await ide.stop('SIGKILL');
        await ide.start();
        await infra.reload();
        await infra.card(key).phase('DONE');
        expect(journalOf(ide).filter(line => line.event.type === 'RunStarted')).toHaveLength(1);
    });

    test('a run goes on over a reload: it is found again, live, with its terminal, and can be cancelled', async () => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/030_slow/);
        const key = await card.key();
        await expect.poll(() => ide.keptChats()).toContain(key);
        await card.send();
        await card.phase('APPLYING');
        await expect(card.part('output')).toContainText('waiting');
        await infra.reload();
        const again = infra.card(key);
        await again.phase('APPLYING');
        await expect(again.part('output')).toContainText('waiting');
        await expect(again.part('elapsed')).toHaveText(/ s$/);
        await again.part('show-terminal').click();
        await expect(infra.terminal(/030_slow/)).toBeVisible();
        await again.cancel();
        await again.phase('CANCELLED');
        expect(journalOf(ide).filter(line => line.event.type === 'RunStarted')).toHaveLength(1);
    });

    test('the output of a run can still be read whole when its terminal is gone', async () => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/010_works/);
        const key = await card.key();
        await expect.poll(() => ide.keptChats()).toContain(key);
        await card.send();
        await card.phase('DONE');
        await infra.reload();
        await infra.card(key).phase('DONE');
        await infra.card(key).part('show-output').click();
        await expect.poll(() => infra.editorText()).toContain('it works');
    });

    test('a card folds when it is done, and the focus stays on it', async () => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/010_works/);
        await card.send();
        await card.phase('DONE');
        await expect(card.part('fold')).toHaveAttribute('aria-expanded', 'false');
        await expect(card.part('run-again')).toBeVisible();
        await expect(card.root).toBeFocused();
    });

    test('an empty chat lists what failed and what waits, and goes on with it', async () => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/020_fails/);
        const key = await card.key();
        await card.send();
        await card.phase('FAILED');
        await infra.newChat();
        await expect(infra.openOperations).toContainText('020_fails');
        await expect(infra.openOperations).toContainText('010_works');
        const listed = infra.card(key);
        await listed.show();
        await listed.part('mark-done').click();
        await listed.part('mark-done-form-reason').fill('seen by hand');
        await listed.part('mark-done-form-confirm').click();
        await listed.phase('DONE');
    });

    test('a backend that is killed in a run leaves an interrupted operation, and nothing runs twice', async () => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/030_slow/);
        const key = await card.key();
        await card.send();
        await card.phase('APPLYING');
        await expect(card.part('output')).toContainText('waiting');
        await ide.stop('SIGKILL');
        await ide.start();
        await infra.reload();
        await infra.card(key).phase('INTERRUPTED');
        expect(journalOf(ide).filter(line => line.event.type === 'RunStarted')).toHaveLength(1);
    });

    test('one Send counts, however often and wherever it is clicked', async ({ context }) => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const second = new InfraPage(await context.newPage());
        await second.open(ide);
        await second.ask('what is to be done here?');
        const [here, there] = [infra.card(/010_works/), second.card(/010_works/)];
        expect(await there.key()).toBe(await here.key());
        await there.arm();
        await here.arm();
        await Promise.all([here.sendTwice(), there.sendTwice()]);
        await here.phase('DONE');
        await there.phase('DONE');
        expect(journalOf(ide).filter(line => line.event.type === 'RunStarted')).toHaveLength(1);
    });

    test('a card follows what somebody else does to its file: it says so, and nothing of theirs is lost', async () => {
        await infra.ask('what is to be done here?');
        await infra.trustFolder();
        const card = infra.card(/040_says.*first step that fails/);
        await card.show();
        ide.write(UNSTRICT_TASK, '#!/usr/bin/env bash\n# Somebody else was here.\n\ncd ./tasks\nls\necho "goodbye"\n');
        await expect(card.part('changed')).toBeVisible();
        await expect(card.root).toContainText('Somebody else was here');
        expect(journalOf(ide).filter(line => line.event.type === 'RunStarted')).toEqual([]);
        await card.send();
        await card.phase('DONE');
        const text = readFileSync(join(ide.workspace, UNSTRICT_TASK), 'utf8');
        expect(text).toContain('Somebody else was here');
        expect(text).toContain('set -euo pipefail');
    });

    test('a card whose reason somebody else took away is superseded, by itself', async () => {
        await infra.ask('what is to be done here?');
        const card = infra.card(/040_says.*first step that fails/);
        await card.show();
        ide.write(UNSTRICT_TASK, '#!/usr/bin/env bash\n# Says goodbye.\nset -euo pipefail\n\nls ./tasks\necho "goodbye"\n');
        await card.phase('SUPERSEDED');
        await expect(card.root).toContainText('no longer so');
    });
});
