/** A long answer with operations as it streams: what the window spends on it, against stock Theia that shows the same text with code blocks. */
import type { Page } from '@playwright/test';
import { InfraPage } from '../../e2e/pages/infra-page';
import { Ide } from '../../e2e/support/ide';
import { ModelServer } from '../../e2e/support/model-server';
import type { Bench } from '../support';
import { launch, spentOn, type Spent } from './browser-page';

/** In characters, of what the window is told at once. Stock Theia reads the whole answer again for each. */
const PIECE = 1_000;
const END = 'This is the end of it.';
const LONG = { blocks: 50, length: 200_000 };
const MANY = { blocks: 1_000, length: 200_000 };

export const bench: Bench = async () => {
    const stock = await stream('@Universal', text(LONG, 'yaml'));
    const ours = await stream('@Infra', text(LONG, 'ops'));
    const many = await stream('@Infra', text(MANY, 'ops'));
    return [
        { measure: `answer of 200 KB with ${LONG.blocks} cards, main thread`, value: ours.busy, baseline: stock.busy, unit: 'ms', goal: { atMost: 1 } },
        { measure: 'of it the longest task', value: ours.longest, baseline: stock.longest, unit: 'ms' },
        { measure: `answer with ${MANY.blocks} cards, main thread`, value: many.busy, unit: 'ms' },
        { measure: 'of it the longest task', value: many.longest, unit: 'ms' }
    ];
};

/** Prose between blocks, each an operation of its own. */
function text({ blocks, length }: typeof LONG, info: 'ops' | 'yaml'): string {
    const part = Math.floor(length / blocks);
    const written = Array.from({ length: blocks }, (_, index) => {
        const block = `\`\`\`${info}\ntitle: Look at part ${index}\nmode: review\ncommands:\n  - run: ls part-${index}\n\`\`\`\n\n`;
        const prose = `Part ${index} is looked at before the next one, since what it shows decides what follows. `;
        return `${prose.repeat(Math.max(1, Math.ceil((part - block.length) / prose.length)))}\n\n${block}`;
    });
    return `${written.join('')}${END}\n`;
}

/** A backend, a window and a model of its own for each, so that neither is warmed by the other. */
async function stream(agent: string, answer: string): Promise<Spent> {
    const model = new ModelServer();
    await model.start();
    model.script = { tokens: answer.match(new RegExp(`[\\s\\S]{1,${PIECE}}`, 'g')) ?? [] };
    const ide = new Ide({ prepare: () => undefined, settings: { ...model.settings(), 'security.workspace.trust.enabled': false } });
    const browser = await launch();
    try {
        await ide.start();
        const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
        const infra = new InfraPage(page);
        await infra.open(ide);
        // No model is asked in a restricted folder.
        await infra.trustFolder();
        await infra.type(`${agent} look at all parts`);
        return await spentOn(page, () => answered(page, infra));
    } finally {
        await browser.close();
        await ide.dispose();
        await model.stop();
    }
}

async function answered(page: Page, infra: InfraPage): Promise<void> {
    await page.keyboard.press('Enter');
    await infra.streamed(END);
}
