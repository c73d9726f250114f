/** Someone who works through the answers of `@Infra` with the mouse, and whose clicks and typed characters are counted by the browser. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { bringIntoView } from './bring-into-view';
import { CardObject } from './card-object';
import type { InfraPage } from './infra-page';

const ANSWERED = 90_000;

interface Counted {
    clicks: number;
}

export class Person {
    /** Characters typed to confirm a HIGH operation, by its title. */
    readonly typed = new Map<string, string>();
    mostOpenAtOnce = 0;
    sent = 0;
    /** On edits that are sent together. */
    setClicks = 0;
    /** Clicks on Send that came too late for what was shown. */
    refused = 0;
    private readonly seen = new Set<string>();

    constructor(private readonly page: Page, private readonly infra: InfraPage) { }

    /** Before the page is opened. */
    static async count(page: Page): Promise<void> {
        await page.addInitScript(() => {
            const counted = window as unknown as Counted;
            counted.clicks = 0;
            window.addEventListener('click', event => { counted.clicks += event.isTrusted ? 1 : 0; }, true);
        });
    }

    get clicks(): Promise<number> {
        return this.page.evaluate(() => (window as unknown as Counted).clicks);
    }

    get cardsSeen(): number {
        return this.seen.size;
    }

    async startWithThePrompt(): Promise<void> {
        await this.page.getByTestId('prompt-implement').click();
        await this.answered();
    }

    async askWhatIsNext(): Promise<void> {
        // Earlier answers leave the page when they are scrolled away, so the new one is told by not being the one that was marked.
        await this.lastAnswer.evaluate(answer => answer.setAttribute('data-read', 'true'));
        await this.infra.setPart('next').click();
        await expect(this.lastAnswer).not.toHaveAttribute('data-read', 'true', { timeout: ANSWERED });
        await this.answered();
    }

    /** Sends what stands in the foot of the last answer: a click for all that can go at once, and one for what changes the same files after it. At most one edit is left, which its own card sends. */
    async sendEditsTogether(): Promise<number> {
        const set = this.infra.setPart('edits');
        await set.waitFor({ timeout: ANSWERED });
        await bringIntoView(set);
        const count = await set.getByTestId('set-edit').count();
        const foot = this.infra.chat.getByTestId('answer-set').last();
        await expect(async () => {
            if (await set.count() > 0) {
                this.setClicks++;
                await set.getByTestId('set-send-edits').click({ timeout: 5_000 });
                await expect(foot).toHaveAttribute('aria-busy', 'false', { timeout: ANSWERED });
            }
            await expect(set).toHaveCount(0, { timeout: 2_000 });
        }).toPass({ timeout: ANSWERED });
        this.sent += count;
        return count;
    }

    async send(card: CardObject): Promise<void> {
        await this.look();
        const confirm = card.part('confirm');
        if (await confirm.count() > 0) {
            const text = (await card.part('confirm-text').textContent()) ?? '';
            await confirm.pressSequentially(text);
            this.typed.set((await card.part('title').textContent()) ?? '', text);
        }
        await this.click(card);
        await this.look();
    }

    /** Once more where the gate says that what was read is no longer so; not where the file changed under the card, which the next answer tells. */
    private async click(card: CardObject): Promise<void> {
        const send = card.part('send');
        await expect(send).toHaveAttribute('aria-disabled', 'false');
        await send.click();
        const refusal = card.root.getByText(/changed since it was shown/);
        await expect(card.settled.or(refusal).first()).toBeVisible({ timeout: ANSWERED });
        if (await refusal.count() > 0) {
            this.refused++;
            await expect(send).toHaveAttribute('aria-disabled', 'false');
            await send.click();
        } else if (await card.root.getAttribute('data-phase') === 'BLOCKED') {
            return;
        }
        await card.phase('DONE');
        this.sent++;
    }

    /** How many edits the last answer says that it has. */
    async proposedEdits(): Promise<number> {
        return Number(/Below: (\d+) edits? that/.exec((await this.lastAnswer.textContent()) ?? '')?.[1] ?? 0);
    }

    /** The card of the last answer whose turn it is; undefined where all that it shows are over. */
    async nextOpenCard(): Promise<CardObject | undefined> {
        const cards = this.lastAnswer.locator('[data-infra-card]');
        const turn = cards.and(this.page.locator('[data-phase="WAIT_FOR_APPROVE"]')).filter({ has: this.page.getByTestId('card-send') });
        const unfinished = this.page.locator('[data-infra-card]:not([data-phase="DONE"])');
        await expect(turn.or(cards).first()).toBeVisible({ timeout: ANSWERED });
        let key: string | undefined;
        await expect.poll(async () => {
            key = (await turn.evaluateAll(all => all.map(card => card.getAttribute('data-infra-card') ?? '')))[0];
            return key !== undefined || await cards.and(unfinished).count() === 0;
        }, { timeout: ANSWERED }).toBe(true);
        await this.look();
        // An earlier answer may show it too; what is read is the last one.
        return key ? new CardObject(this.lastAnswer.locator(`[data-infra-card="${key}"]`)) : undefined;
    }

    private get lastAnswer(): Locator {
        return this.infra.chat.getByRole('article', { name: 'Response from Infra' }).last();
    }

    private async answered(): Promise<void> {
        await expect(this.lastAnswer.getByText(/I read \d+ files? of/)).toBeVisible({ timeout: ANSWERED });
        await this.infra.answered();
        await this.look();
    }

    /** How many cards stand open, folded lines not counted. */
    private async look(): Promise<void> {
        const cards = this.infra.chat.locator('[data-infra-card]');
        (await cards.evaluateAll(all => all.map(card => card.getAttribute('data-infra-card') ?? ''))).forEach(key => this.seen.add(key));
        const open = await this.infra.chat.locator('[data-infra-card] [data-testid="card-fold"][aria-expanded="true"]').count();
        this.mostOpenAtOnce = Math.max(this.mostOpenAtOnce, open);
    }
}
