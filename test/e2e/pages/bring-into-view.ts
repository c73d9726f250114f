/** Scrolls to what is drawn anew while it is scrolled to, as the rows of a streaming chat are. */
import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';

export async function bringIntoView(what: Locator): Promise<void> {
    await expect(() => what.scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass({ timeout: 20_000 });
}
