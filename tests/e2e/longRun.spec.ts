import { writeFileSync } from 'node:fs';
import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { openSample, run, runButton, sampleButton } from './replayPage.ts';

const rows = 500_000;

/** Minute bars around the clock, so that every row is a bar of a crypto session, and each lifts the trailing stop. */
function manyBars(count: number): string {
	const lines = ['timestamp,open,high,low,close,volume'];
	for (let minute = 0; minute < count; minute++) {
		const at = new Date(Date.UTC(2020, 0, 1) + minute * 60_000).toISOString().replace('.000Z', 'Z');
		const price = 100 + minute;
		lines.push(`${at},${String(price)},${String(price + 1)},${String(price - 1)},${String(price)},10`);
	}
	return lines.join('\n');
}

const decisions = {
	format: 'blotter-decisions',
	version: 1,
	decisions: [
		{
			id: 'c1',
			at: '2020-01-01T00:05:00Z',
			symbol: 'LONGUSD',
			action: 'BUY',
			confidence: 1,
			sizePct: 0.1,
			trailingStopPct: 0.9
		}
	]
};

/** Makes a slow machine of a fast one, or a fast one again: each time the worker looks up for messages takes a while. */
async function slowDown(page: Page, milliseconds: number): Promise<void> {
	const [worker] = page.workers();
	if (worker === undefined) throw new Error('there is no worker');
	await worker.evaluate((held) => {
		const quick = Object.getPrototypeOf(MessageChannel) as typeof MessageChannel;
		globalThis.MessageChannel = class extends (quick.name === 'MessageChannel' ? quick : MessageChannel) {
			constructor() {
				super();
				const send = this.port2.postMessage.bind(this.port2);
				this.port2.postMessage = (message: unknown) => void setTimeout(() => send(message), held);
			}
		};
	}, milliseconds);
}

function writeFiles(info: TestInfo): string[] {
	const paths = [info.outputPath('LONGUSD_1m.csv'), info.outputPath('decisions.json')] as const;
	writeFileSync(paths[0], manyBars(rows));
	writeFileSync(paths[1], JSON.stringify(decisions));
	return [...paths];
}

async function give(page: Page, paths: string[]): Promise<void> {
	const [chooser] = await Promise.all([
		page.waitForEvent('filechooser'),
		page.getByRole('button', { name: 'Open files' }).click()
	]);
	await chooser.setFiles(paths);
}

const cancel = (page: Page) => page.getByRole('button', { name: 'Cancel' });

test('a long load and a long run show how far they are, and end by their button or by Escape', async ({
	page
}, info) => {
	await openSample(page);
	await slowDown(page, 800);
	const paths = writeFiles(info);
	await give(page, paths);
	await expect(page.getByText(/Reading: \d+ %/)).toBeVisible();
	await cancel(page).click();
	await expect(runButton(page)).toBeEnabled();
	// What was loaded before is still there.
	await expect(sampleButton(page)).toBeHidden();
	await slowDown(page, 0);
	await run(page);
	await expect(page.locator('[data-figure=equity]')).toHaveText('50,072.0584');

	await give(page, paths);
	await expect(page.getByText('1 decision over 500,000 bars of LONGUSD')).toBeVisible({ timeout: 60_000 });
	await slowDown(page, 800);
	await runButton(page).click();
	await expect(page.getByText(/Running: bar [\d,]+ of 500,000, 20\d\d-/)).toBeVisible();
	await expect(page.getByRole('progressbar')).toBeVisible();
	await cancel(page).click();
	await expect(page.getByRole('alert')).toContainText(/The run was cancelled at 20\d\d-\d\d-\d\d/);
	await expect(page.getByRole('progressbar')).toHaveCount(0);
	await expect(page.locator('[data-figure=equity] data')).toHaveCount(0);

	await runButton(page).click();
	await expect(cancel(page)).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('alert')).toContainText('The run was cancelled');
	await expect(runButton(page)).toBeEnabled();

	await slowDown(page, 0);
	await run(page);
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expect(page.getByRole('tab', { name: 'Fills' })).toContainText('1');
});
