import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { startBrowser, type MortalBrowser } from '../support/mortalBrowser.ts';
import { openDesk } from './deskPage.ts';

/** A profile on disk, which outlives its browsers. */
export interface DiskProfile {
	/** Where the app is served. */
	readonly address: string;
	/** A folder for the profile and what else a test writes. */
	readonly folder: string;
	/** Starts a browser on the profile, with further arguments; the one before must be dead. */
	readonly start: (more?: readonly string[]) => Promise<MortalBrowser>;
	/** Starts a browser and opens the desk in it, of another host if one is given. */
	readonly startDesk: (at?: string) => Promise<MortalBrowser>;
}

// The usual contexts of Playwright keep IndexedDB in memory, and call every page visible.
export const test = base.extend<{ profile: DiskProfile }>({
	profile: async ({ launchOptions, baseURL }, use) => {
		const folder = mkdtempSync(join(tmpdir(), 'blotter-'));
		const address = baseURL ?? '';
		const started: MortalBrowser[] = [];
		const start = async (more: readonly string[] = []): Promise<MortalBrowser> => {
			// Of two, a browser takes the last.
			const args = [...(launchOptions.args ?? []), ...more];
			const browser = await startBrowser(join(folder, 'profile'), { ...launchOptions, args });
			started.push(browser);
			return browser;
		};
		const startDesk = async (at = address): Promise<MortalBrowser> => {
			const browser = await start();
			await openDesk(browser.page, at);
			return browser;
		};
		await use({ address, folder, start, startDesk });
		for (const browser of started) await browser.kill();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	}
});
