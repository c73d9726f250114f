/** A picture of the whole of something, at rest, in a window that is tall enough for it. */
import type { Locator } from '@playwright/test';
import { bringIntoView } from './bring-into-view';

export async function takePicture(root: Locator, path: string): Promise<void> {
    const page = root.page();
    const before = page.viewportSize() ?? { width: 1280, height: 860 };
    const height = (await root.boundingBox())?.height ?? 0;
    await page.setViewportSize({ ...before, height: Math.max(before.height, Math.ceil(height) + 700) });
    await bringIntoView(root);
    await root.screenshot({ path, animations: 'disabled' });
    await page.setViewportSize(before);
}
