import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/browser.mjs';

const port = Number(process.env['E2E_PORT'] ?? 4180);
const chromium = findChromium();
const hasShared = existsSync(new URL('../shared', import.meta.url));

export default defineConfig({
	testDir: 'tests/e2e',
	testIgnore: hasShared ? [] : ['**/*.shared.spec.ts'],
	outputDir: 'test-results',
	fullyParallel: true,
	workers: 2,
	forbidOnly: true,
	// A second try would hide a flaw that a user meets on the first.
	retries: 0,
	// Wide enough for two busy cores; nothing is timed here.
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: [['list']],
	use: {
		...devices['Desktop Chrome'],
		baseURL: `http://127.0.0.1:${port}`,
		screenshot: 'only-on-failure',
		// It would answer in the network's place; pwa.spec.ts has it, in a profile of its own.
		serviceWorkers: 'block',
		launchOptions: {
			...(chromium ? { executablePath: chromium } : {}),
			args: [
				...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				// No test reaches any other host, whatever the page tries.
				'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
			]
		}
	},
	webServer: {
		command: 'node scripts/serve.mjs',
		url: `http://127.0.0.1:${port}/`,
		env: { PORT: String(port) },
		reuseExistingServer: false
	}
});
