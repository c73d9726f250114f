import { defineConfig } from '@playwright/test';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
    testDir: './specs',
    outputDir: '../../test-results',
    timeout: 180_000,
    expect: { timeout: 20_000 },
    // Two cores: a second browser beside a Theia backend only makes both slower.
    workers: 1,
    retries: 0,
    forbidOnly: true,
    reporter: [['list']],
    use: {
        viewport: { width: 1280, height: 860 },
        screenshot: 'only-on-failure',
        // Tracing takes pictures all the time, which costs more than the application itself where there is no graphics card.
        trace: process.env.TRACE ? 'retain-on-failure' : 'off',
        contextOptions: { reducedMotion: 'reduce' },
        launchOptions: {
            executablePath,
            args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
        }
    }
});
