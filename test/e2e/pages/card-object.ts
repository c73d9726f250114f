/** One operation card, by what a person sees and does on it. */
import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { bringIntoView } from './bring-into-view';
import { takePicture } from './take-picture';

export type Phase = 'WAIT_FOR_APPROVE' | 'READY_FOR_APPLY' | 'BLOCKED' | 'APPLYING' | 'DONE' | 'FAILED' | 'CANCELLED' | 'REJECTED' | 'ROLLED_BACK' | 'INTERRUPTED' | 'SUPERSEDED' | 'EXPIRED';

const RUN_LIMIT = 60_000;

export class CardObject {
    constructor(readonly root: Locator) { }

    async phase(phase: Phase): Promise<void> {
        await expect(this.root).toHaveAttribute('data-phase', phase, { timeout: RUN_LIMIT });
    }

    /** The card once its operation has ended, or can no longer be sent. */
    get settled(): Locator {
        return this.root.and(this.root.page().locator('[data-phase="DONE"], [data-phase="FAILED"], [data-phase="BLOCKED"]'));
    }

    async risk(): Promise<string | null> {
        return this.root.getAttribute('data-risk');
    }

    async key(): Promise<string> {
        return (await this.root.getAttribute('data-infra-card')) ?? '';
    }

    part(name: string): Locator {
        return this.root.getByTestId(`card-${name}`);
    }

    async show(): Promise<void> {
        await bringIntoView(this.root);
        const fold = this.part('fold').first();
        if (await fold.getAttribute('aria-expanded') === 'false') {
            await fold.click();
        }
    }

    /** Types what HIGH asks for, if it asks, and clicks Send. */
    async send(): Promise<void> {
        await this.arm();
        await this.part('send').click();
    }

    /** So that Send is on. */
    async arm(): Promise<void> {
        await this.show();
        const confirm = this.part('confirm');
        if (await confirm.count() > 0) {
            await confirm.fill((await this.part('confirm-text').textContent()) ?? '');
        }
        await expect(this.part('send')).toHaveAttribute('aria-disabled', 'false');
    }

    /** As an impatient person does; the button may be off, or gone, at the second click. */
    async sendTwice(): Promise<void> {
        await this.part('send').evaluate((button: HTMLElement) => {
            button.click();
            button.click();
        });
    }

    async reject(reason: string): Promise<void> {
        await this.show();
        await this.part('reject').click();
        await this.part('reject-form-reason').fill(reason);
        await this.part('reject-form-confirm').click();
    }

    async rollBack(): Promise<void> {
        await this.show();
        await this.part('rollback').click();
    }

    async cancel(): Promise<void> {
        await this.part('cancel').click();
    }

    async openDiff(file: string): Promise<void> {
        await this.show();
        await this.root.locator(`[data-testid="card-edit"][data-file="${file}"]`).getByTestId('card-open-diff').click();
    }

    async picture(path: string): Promise<void> {
        await takePicture(this.root, path);
    }

    async sentence(): Promise<string> {
        return (await this.part('sentence').textContent()) ?? '';
    }

    async output(): Promise<string> {
        await this.show();
        return (await this.part('output').textContent()) ?? '';
    }
}
