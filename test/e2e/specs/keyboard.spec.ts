import { expect, test } from '@playwright/test';
import { KeyboardPage } from '../pages/keyboard-page';
import { Ide } from '../support/ide';
import { journalOf } from '../support/journal';
import { UNSTRICT_TASK, writeSmallRepository } from '../support/small-repository';

const OPS_FILES: Readonly<Record<string, string>> = {
    'ops/danger.ops.yaml': 'title: Throw the builds away\nmode: implement\ncommands:\n  - run: rm -rf ~/builds/old-release\n',
    'ops/checked.ops.yaml': 'title: Read what is written\nmode: test\npreconditions:\n  - command: git --version\n  - manual: The zone is delegated\ncommands:\n  - run: cat README.md\n',
    'ops/greeting.ops.yaml': 'title: Greet somebody\nmode: test\ncommands:\n  - run: echo "hello $GREETED"\n'
};

/** In pixels, of the panel at its narrowest. */
const NARROW = 220;

test.describe('with the keyboard alone, in a narrow panel', () => {
    let ide: Ide;
    let infra: KeyboardPage;

    test.beforeEach(async ({ page }) => {
        ide = new Ide({ prepare: folder => writeSmallRepository(folder, OPS_FILES) });
        await ide.start();
        infra = new KeyboardPage(page);
        await infra.open(ide);
        await infra.makePanelWide(NARROW);
        await infra.focusInputByKeys();
    });
    test.afterEach(() => ide.dispose());

    test('one trusts the folder, asks by a prompt, reads an edit, sends it, takes it back, and is never thrown out of the chat', async () => {
        await infra.tabTo('trust-folder', 'Shift+Tab');
        await infra.press('Enter');
        await expect(infra.part('trust-folder')).toHaveCount(0);
        await infra.focusInputByKeys();
        await infra.tabTo('prompt-implement', 'Shift+Tab');
        await infra.press('Enter');
        await infra.answered();
        await infra.focusIsInTheList();

        await infra.press('F6');
        await infra.focusIsOnCard(/040_says.*first step that fails/);
        await infra.tabTo('card-toggle-diff');
        await infra.press('Enter');
        await expect(infra.focused).toHaveAttribute('aria-expanded', 'false');
        await infra.press('Space');
        await expect(infra.focused).toHaveAttribute('aria-expanded', 'true');
        await infra.tabTo('card-open-diff');
        await infra.press('Enter');
        await expect(infra.editorTabs.filter({ hasText: '040_says.sh (proposed)' })).toBeVisible();
        await infra.press('F6');
        const edit = infra.card(/040_says.*first step that fails/);
        await infra.focusIsOnCard(/040_says.*first step that fails/);
        await infra.tabTo('card-send');
        await infra.press('Enter');
        await edit.phase('DONE');
        await infra.focusIsOnCard(/040_says.*first step that fails/);
        await infra.tabTo('card-rollback');
        await infra.press('Enter');
        await edit.phase('ROLLED_BACK');
        await infra.focusIsOnCard(/040_says.*first step that fails/);

        await infra.press('Escape');
        await expect(infra.input).toHaveClass(/focused/);
    });

    test('one types the target of a HIGH operation, with a caret that moves, and sends it with Enter', async () => {
        await infra.trustFolder();
        await infra.openAsCardsByKeys('danger');
        await infra.press('F6');
        await infra.focusIsOnCard(/Throw the builds away/);
        await infra.tabTo('card-confirm');
        const target = (await infra.part('card-confirm-text').textContent()) ?? '';
        await infra.page.keyboard.type(target.slice(1));
        await infra.press('Enter');
        expect(journalOf(ide).filter(line => line.event.type === 'OperationApproved')).toEqual([]);
        await infra.press('Home', 'ArrowRight', 'ArrowLeft');
        await infra.page.keyboard.type(target[0]);
        await expect(infra.focused).toHaveValue(target);
        await infra.press('Enter');
        await infra.card(/Throw the builds away/).phase('DONE');
        await infra.focusIsOnCard(/Throw the builds away/);
    });

    test('one checks, ticks, begins to reject and thinks better of it', async () => {
        await infra.trustFolder();
        await infra.openAsCardsByKeys('checked');
        await infra.press('F6');
        await infra.focusIsOnCard(/Read what is written/);
        const card = infra.card(/Read what is written/);
        await infra.tabTo('card-check');
        await infra.press('Enter');
        await expect(card.part('precondition').first()).toHaveAttribute('data-state', 'met');
        await infra.focusIsOn('card-check');
        await infra.tabTo('card-tick');
        await infra.press('Space');
        await expect(infra.focused).toBeChecked();
        await infra.tabTo('card-reject');
        await infra.press('Enter', 'Tab');
        await infra.focusIsOn('card-reject-form-reason');
        await infra.page.keyboard.type('not now');
        await infra.press('Escape');
        await infra.focusIsOn('card-reject');
        await expect(card.part('reject-form')).toHaveCount(0);
        await infra.tabTo('card-send', 'Shift+Tab');
        await infra.press('Enter');
        await card.phase('DONE');
    });

    test('one sets a variable, and rejects with a reason', async () => {
        await infra.trustFolder();
        await infra.openAsCardsByKeys('greeting');
        await infra.press('F6');
        await infra.focusIsOnCard(/Greet somebody/);
        await infra.tabTo('card-set-variable');
        await infra.press('Enter', 'Tab');
        await infra.focusIsOn('card-variable-value');
        await infra.page.keyboard.type('world');
        await infra.press('Enter');
        await expect(infra.part('card-unset')).toHaveCount(0);
        await infra.focusIsOnCard(/Greet somebody/);
        await infra.tabTo('card-reject');
        await infra.press('Enter', 'Tab');
        await infra.page.keyboard.type('enough greeted');
        await infra.press('Enter');
        await infra.card(/Greet somebody/).phase('REJECTED');
        await infra.focusIsOnCard(/Greet somebody/);
    });

    test('one takes edits out of a set and in again, and sends them together', async () => {
        ide.write('infra/tasks/010_works.sh', '#!/usr/bin/env bash\n# Says that it works.\n\nls ./tasks\necho "it works"\n');
        await infra.trustFolder();
        await infra.ask('what is to be done here?');
        await infra.press('Shift+Tab');
        await infra.tabTo('set-send-edits', 'Shift+Tab');
        await infra.tabTo('set-edit', 'Shift+Tab');
        await infra.press('Space');
        await expect(infra.focused).not.toBeChecked();
        await infra.press('Space');
        await expect(infra.focused).toBeChecked();
        await infra.tabTo('set-send-edits');
        await infra.press('Enter');
        await infra.card(/040_says.*first step that fails/).phase('DONE');
        await infra.card(/010_works.*first step that fails/).phase('DONE');
        await infra.focusIsInTheList();
    });

    test('one unfolds a card, runs it, and cancels the run', async () => {
        await infra.trustFolder();
        await infra.ask('what is to be done here?');
        const slow = infra.card(/030_slow/);
        await infra.press('F6');
        await infra.tabToCard(/030_slow/);
        if (await infra.focused.getAttribute('aria-expanded') === 'false') {
            await infra.press('Enter');
        }
        await infra.tabTo('card-send');
        await infra.press('Enter');
        await slow.phase('APPLYING');
        await infra.focusIsOnCard(/030_slow/);
        await infra.tabTo('card-cancel');
        await infra.press('Enter');
        await slow.phase('CANCELLED');
        await infra.focusIsOnCard(/030_slow/);
    });

    test('one goes along the modes without leaving any, enters one, and asks what it offers', async () => {
        await infra.trustFolder();
        await infra.ask('what is to be done here?');
        ide.write(UNSTRICT_TASK, '#!/usr/bin/env bash\nls ./tasks\necho "changed"\n');
        await infra.tabTo('stepper-implement', 'Shift+Tab');
        await infra.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End');
        await infra.focusIsOn('stepper-test');
        await expect(infra.step('implement')).toHaveAttribute('data-current', 'true');
        await infra.press('ArrowLeft', 'Enter');
        await infra.focusIsOn('stepper-review');
        await expect(infra.step('review')).toHaveAttribute('data-current', 'true');
        await infra.tabTo('stepper-prompt');
        await infra.press('Enter');
        await expect(infra.chat.getByText(/1 file changed/)).toBeVisible();
        await infra.focusIsInTheList();
    });
});
