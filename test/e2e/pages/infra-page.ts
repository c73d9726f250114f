/** The IDE in a browser, as a person uses it: the chat, its stepper, its cards, the terminals and the editors. Specs never reach for a selector. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { bringIntoView } from './bring-into-view';
import type { Ide } from '../support/ide';
import { CardObject } from './card-object';
import { takePicture } from './take-picture';

const APP_READY = 60_000;
const ANSWERED = 60_000;

export class InfraPage {
    constructor(readonly page: Page) { }

    /** Opens the workspace and waits until the chat can be typed into. */
    async open(ide: Ide): Promise<void> {
        await this.page.goto(ide.url);
        await this.ready();
    }

    async reload(): Promise<void> {
        await this.page.reload();
        await this.ready();
    }

    async ready(): Promise<void> {
        await this.page.locator('.theia-preload').waitFor({ state: 'detached', timeout: APP_READY });
        await this.page.locator('#theia-app-shell, .theia-ApplicationShell').first().waitFor({ timeout: APP_READY });
        await this.answerTrustDialog();
        await this.input.waitFor({ timeout: APP_READY });
    }

    /** Theia asks at the first open; the folder stays restricted here, and the tests trust it on our own notice. */
    private async answerTrustDialog(): Promise<void> {
        const no = this.page.getByRole('button', { name: /No, I don't trust|Stay Restricted|Restricted/i });
        await no.or(this.input).first().waitFor({ timeout: APP_READY });
        if (await no.isVisible()) {
            await no.click();
        }
    }

    get input(): Locator {
        return this.page.locator('.theia-ChatInput-Editor .monaco-editor').first();
    }

    get chat(): Locator {
        return this.page.locator('#chat-view-widget');
    }

    async send(text: string): Promise<void> {
        await this.type(text);
        await this.page.keyboard.press('Enter');
    }

    /** Asks, and waits until the answer is complete. */
    async ask(text: string): Promise<void> {
        await this.send(text);
        await this.answered();
    }

    async type(text: string): Promise<void> {
        await this.input.click();
        await expect(this.input).toHaveClass(/focused/);
        await this.page.keyboard.type(text);
    }

    async answered(): Promise<void> {
        await expect(this.chat.getByText(/I read|I looked for|Stopped\.|nothing to|No folder|could not/i).last()).toBeVisible({ timeout: ANSWERED });
        await expect(this.chat.locator('.codicon-stop-circle, .codicon-debug-stop')).toHaveCount(0, { timeout: ANSWERED });
    }

    /** Waits until an answer has come up to its end, however long, and each of its cards shows its operation. */
    async streamed(end: string): Promise<void> {
        const timeout = 600_000;
        await expect(this.chat.getByText(end)).toBeAttached({ timeout });
        await expect(this.chat.locator('.codicon-stop-circle, .codicon-debug-stop')).toHaveCount(0, { timeout });
        await expect(this.chat.locator('.infra-block, .infra-card-missing')).toHaveCount(0, { timeout });
    }

    /** By the operation's key, or by what its title contains. */
    card(titleOrKey: string | RegExp): CardObject {
        const all = this.chat.locator('[data-infra-card]');
        const card = typeof titleOrKey === 'string' ? this.chat.locator(`[data-infra-card="${titleOrKey}"]`) : all.filter({ has: this.page.getByTestId('card-title').filter({ hasText: titleOrKey }) });
        // The card of a rollback stands inside of the card that it undoes, under a title that names it.
        return new CardObject(card.first());
    }

    /** The last block of an answer that is no operation, by what is the matter with it. */
    block(state: 'streaming' | 'cut-off' | 'broken'): { readonly problem: Locator; readonly source: Locator; readonly send: Locator; readonly repair: Locator; readonly picture: (path: string) => Promise<void> } {
        const block = this.chat.locator(`[data-testid="block-card"][data-state="${state}"]`).last();
        return {
            picture: path => takePicture(block, path),
            problem: block.getByTestId('block-problem'), source: block.getByTestId('block-source'), send: block.getByTestId('block-send'), repair: block.getByTestId('block-repair')
        };
    }

    /** Ends the answer that is being given. */
    async stop(): Promise<void> {
        await this.chat.locator('.codicon-stop-circle, .codicon-debug-stop').first().click();
    }

    /** What the palette offers for a text, of what begins with a name. */
    async commandsNamed(text: string, name: string): Promise<string[]> {
        await this.page.keyboard.press('F1');
        const palette = this.page.locator('.quick-input-widget input[type="text"]').first();
        await palette.waitFor();
        await palette.fill(`>${text}`);
        const rows = this.page.locator('.quick-input-list .monaco-list-row');
        await expect(rows.first()).toBeVisible();
        return (await rows.allInnerTexts()).map(row => row.split('\n')[0]).filter(label => label.startsWith(name));
    }

    async closePalette(): Promise<void> {
        await this.page.keyboard.press('Escape');
    }

    get diagrams(): Locator {
        return this.chat.locator('.theia-MermaidViewer-diagram');
    }

    /** Runs a command by its label. */
    async run(label: string): Promise<void> {
        await this.page.keyboard.press('F1');
        const palette = this.page.locator('.quick-input-widget input[type="text"]').first();
        await palette.waitFor();
        await palette.fill(`>${label}`);
        await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label.split(': ').at(-1) }).first().click();
    }

    async openFile(file: string): Promise<void> {
        await this.page.keyboard.press('Control+P');
        const palette = this.page.locator('.quick-input-widget input[type="text"]').first();
        await palette.waitFor();
        await palette.fill(file);
        await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: file.split('/').at(-1) }).first().click();
        await expect(this.editor).toBeVisible();
        await this.editor.click();
    }

    get editor(): Locator {
        return this.page.locator('#theia-main-content-panel .monaco-editor').last();
    }

    get squiggles(): Locator {
        return this.editor.locator('.squiggly-error');
    }

    async replaceInEditor(text: string): Promise<void> {
        await expect(this.editor).toBeVisible();
        await this.editor.click();
        await this.page.keyboard.press('Control+A');
        await this.page.keyboard.press('Delete');
        // At once, so that the editor does not indent and complete what it thinks is typed.
        await this.page.keyboard.insertText(text);
    }

    async saveEditor(): Promise<void> {
        await this.page.keyboard.press('Control+S');
    }

    /** What the editor that is typed into offers, by label. */
    suggestion(label: string | RegExp): Locator {
        return this.page.locator('.suggest-widget.visible .monaco-list-row').filter({ has: this.page.locator('.label-name').filter({ hasText: label }) });
    }

    /** Takes what is offered, by keyboard, once it is the chosen one. */
    async takeSuggestion(label: string): Promise<void> {
        await expect(this.suggestion(label).and(this.page.locator('.focused'))).toBeVisible();
        await this.page.keyboard.press('Enter');
    }

    async typeInEditor(text: string): Promise<void> {
        await this.editor.click();
        await this.page.keyboard.press('Control+End');
        await this.page.keyboard.type(text, { delay: 20 });
    }

    /** Lines of the editor, as far as they are in view. */
    async editorText(): Promise<string> {
        return (await this.editor.locator('.view-line').allTextContents()).join('\n').replace(/\u00a0/g, ' ');
    }

    /** One of the three that the empty chat offers. */
    prompt(mode: 'design' | 'implement' | 'review' | 'test'): Locator {
        return this.page.getByTestId(`prompt-${mode}`);
    }

    get prompts(): Locator {
        return this.page.getByTestId('prompts').getByRole('button');
    }

    /** Asked by one click after the mode was changed. */
    get nextPrompt(): Locator {
        return this.page.getByTestId('stepper-prompt');
    }

    /** An empty chat beside the earlier ones. */
    async newChat(): Promise<void> {
        await this.run('New Chat');
        await expect(this.page.getByTestId('infra-welcome')).toBeVisible();
    }

    get openOperations(): Locator {
        return this.page.getByTestId('open-operations');
    }

    setPart(name: string): Locator {
        return this.chat.getByTestId(`set-${name}`).last();
    }

    /** Takes all but the first edits out of the set, and sends what is left with one click. */
    async sendEditsTogether(count: number): Promise<void> {
        const set = this.setPart('edits');
        await bringIntoView(set);
        const boxes = set.getByTestId('set-edit');
        for (let index = count; index < await boxes.count(); index++) {
            await boxes.nth(index).uncheck();
        }
        await expect(set.getByTestId('set-diff')).toContainText('set -euo pipefail');
        await set.getByTestId('set-send-edits').click();
    }

    /** Sends all that only reads with one click, once the list names what is expected of it so many times. */
    async sendReadsTogether(what: RegExp, count: number): Promise<void> {
        const set = this.setPart('reads');
        await bringIntoView(set);
        await set.locator('summary').click();
        await expect(set.getByRole('listitem').filter({ hasText: what })).toHaveCount(count);
        await set.getByTestId('set-send-reads').click();
    }

    get cards(): Locator {
        return this.chat.locator('[data-infra-card]');
    }

    async unfoldTheRest(): Promise<void> {
        const fold = this.page.getByTestId('folded-operations').last();
        await bringIntoView(fold);
        if (await fold.getAttribute('aria-expanded') !== 'true') {
            await fold.click();
        }
    }

    async trustFolder(): Promise<void> {
        const trust = this.page.getByTestId('trust-folder').last();
        await bringIntoView(trust);
        await trust.click();
        await expect(this.page.getByTestId('trust-folder')).toHaveCount(0);
    }

    async selectMode(mode: 'design' | 'implement' | 'review' | 'test'): Promise<void> {
        await this.page.getByTestId(`stepper-${mode}`).click();
        await expect(this.page.getByTestId(`stepper-${mode}`)).toHaveAttribute('data-current', 'true');
    }

    step(mode: string): Locator {
        return this.page.getByTestId(`stepper-${mode}`);
    }

    async nextMode(): Promise<void> {
        await this.page.getByTestId('stepper-next').click();
    }

    /** Text of the terminal that shows a run, without its markup. */
    terminal(title: string | RegExp): Locator {
        return this.page.locator('.lm-TabBar-tab, .p-TabBar-tab').filter({ hasText: title });
    }

    get editorTabs(): Locator {
        return this.page.locator('#theia-main-content-panel .lm-TabBar-tab, #theia-main-content-panel .p-TabBar-tab');
    }

    get errors(): Locator {
        return this.chat.locator('.theia-chat-error, .theia-ResponseNode-Error, .theia-ErrorPart');
    }

    async screenshot(file: string): Promise<void> {
        await this.page.screenshot({ path: file });
    }
}
