/** The IDE for a person who has only a keyboard: what is pressed, and where the focus is after it. The mouse is used for the width of the panel alone. */
import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { InfraPage } from './infra-page';

/** More stops than any card has, and than an answer of the small repository. */
const MOST_STOPS = 80;

export class KeyboardPage extends InfraPage {

    get focused(): Locator {
        return this.page.locator(':focus');
    }

    /** By its `data-testid`, the last one on the page. */
    part(testId: string): Locator {
        return this.page.getByTestId(testId).last();
    }

    async press(...keys: readonly string[]): Promise<void> {
        for (const key of keys) {
            await this.page.keyboard.press(key);
        }
    }

    /** To the next control with this `data-testid`; fails where the focus falls out of the chat on the way. */
    async tabTo(testId: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
        await this.tabUntil(key, testId, () => this.isFocused(testId));
        // What has the focus can be seen: not behind an edge of the list.
        await expect(this.focused).toBeInViewport();
    }

    /** To the fold of the card of this title. */
    async tabToCard(title: RegExp): Promise<void> {
        await this.tabUntil('Tab', String(title), async () => await this.isFocused('card-fold') && title.test((await this.focused.textContent()) ?? ''));
    }

    private async tabUntil(key: 'Tab' | 'Shift+Tab', what: string, isThere: () => Promise<boolean>): Promise<void> {
        for (let stop = 0; stop < MOST_STOPS; stop++) {
            await this.page.keyboard.press(key);
            if (await isThere()) {
                return;
            }
            expect(await this.chat.locator(':focus').count(), `the focus left the chat on the way to ${what}`).toBe(1);
        }
        throw new Error(`${what} was not reached by ${key}`);
    }

    private async isFocused(testId: string): Promise<boolean> {
        return this.page.evaluate(wanted => document.activeElement?.getAttribute('data-testid') === wanted, testId);
    }

    async focusIsOn(testId: string): Promise<void> {
        await expect.poll(() => this.isFocused(testId)).toBe(true);
    }

    /** On the card itself, not on a part of it. */
    async focusIsOnCard(title: RegExp): Promise<void> {
        await expect(this.card(title).root).toBeFocused();
    }

    /** On the list of messages or in it, so that the Tab key goes on from there. */
    async focusIsInTheList(): Promise<void> {
        await expect.poll(() => this.page.evaluate(() => document.activeElement?.closest('[aria-label="Chat responses"]') !== null)).toBe(true);
    }

    /** The key that brings the chat up again, from wherever one is. */
    async focusInputByKeys(): Promise<void> {
        if (await this.chat.locator(':focus').count() > 0) {
            await this.page.keyboard.press('Escape');
        }
        if (!/focused/.test((await this.input.getAttribute('class')) ?? '')) {
            await this.input.click();
        }
        await expect(this.input).toHaveClass(/focused/);
    }

    /** Opens `ops/NAME.ops.yaml`, and its cards. */
    async openAsCardsByKeys(name: string): Promise<void> {
        await this.page.keyboard.press('Control+P');
        const palette = this.page.locator('.quick-input-widget input[type="text"]').first();
        const row = this.page.locator('.quick-input-list .monaco-list-row.focused');
        await palette.waitFor();
        await this.page.keyboard.type(`ops/${name}.ops`);
        await expect(row).toContainText(`${name}.ops.yaml`);
        await this.page.keyboard.press('Enter');
        await expect(this.editorTabs.filter({ hasText: `${name}.ops.yaml` })).toBeVisible();
        await expect(this.editor).toHaveClass(/focused/);
        const before = await this.chat.getByRole('article', { name: 'Response from Infra' }).count();
        await this.page.keyboard.press('F1');
        await palette.waitFor();
        await this.page.keyboard.type('Infra: Open as Cards');
        await expect(row).toContainText('Open as Cards');
        await this.page.keyboard.press('Enter');
        await expect(this.chat.getByText(`(${name}.ops.yaml`)).toBeVisible();
        await expect(this.cards.last()).toHaveAttribute('data-phase', /WAIT_FOR_APPROVE|READY_FOR_APPLY|BLOCKED/);
        expect(await this.chat.getByRole('article', { name: 'Response from Infra' }).count()).toBeGreaterThanOrEqual(before);
    }

    /** Of the chat, in pixels. */
    async makePanelWide(width: number): Promise<void> {
        await expect(async () => {
            const box = (await this.chat.boundingBox())!;
            await this.page.mouse.move(box.x - 1, box.y + 200);
            await this.page.mouse.down();
            await this.page.mouse.move(box.x + box.width - width - 1, box.y + 200, { steps: 5 });
            await this.page.mouse.up();
            expect(Math.abs((await this.chat.boundingBox())!.width - width)).toBeLessThan(12);
        }).toPass({ timeout: 20_000 });
    }
}
