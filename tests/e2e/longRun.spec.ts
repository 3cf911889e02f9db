import { writeFileSync } from 'node:fs';
import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { openSample, run, runButton } from './replayPage.ts';

const rows = 500_000;

/** Minute bars around the clock, so that every row is a bar of a crypto session. */
function manyBars(count: number): string {
	const lines = ['timestamp,open,high,low,close,volume'];
	for (let minute = 0; minute < count; minute++) {
		const at = new Date(Date.UTC(2020, 0, 1) + minute * 60_000).toISOString().replace('.000Z', 'Z');
		const price = 100 + (minute % 97);
		lines.push(`${at},${String(price)},${String(price + 1)},${String(price - 1)},${String(price)},10`);
	}
	return lines.join('\n');
}

const decisions = {
	format: 'blotter-decisions',
	version: 1,
	decisions: [
		{ id: 'c1', at: '2020-01-01T00:05:00Z', symbol: 'LONGUSD', action: 'BUY', confidence: 1, sizePct: 0.1 }
	]
};

/** Makes a slow machine of a fast one: each time the worker looks up for messages takes a while. */
async function slowDown(page: Page): Promise<void> {
	const [worker] = page.workers();
	if (worker === undefined) throw new Error('there is no worker');
	await worker.evaluate((milliseconds) => {
		const quick = globalThis.MessageChannel;
		globalThis.MessageChannel = class extends quick {
			constructor() {
				super();
				const send = this.port2.postMessage.bind(this.port2);
				this.port2.postMessage = (message: unknown) => void setTimeout(() => send(message), milliseconds);
			}
		};
	}, 800);
}

async function give(page: Page, info: TestInfo): Promise<void> {
	const paths = [info.outputPath('LONGUSD_1m.csv'), info.outputPath('decisions.json')] as const;
	writeFileSync(paths[0], manyBars(rows));
	writeFileSync(paths[1], JSON.stringify(decisions));
	const [chooser] = await Promise.all([
		page.waitForEvent('filechooser'),
		page.getByRole('button', { name: 'Open files' }).click()
	]);
	await chooser.setFiles([...paths]);
}

const cancel = (page: Page) => page.getByRole('button', { name: 'Cancel' });

test('a long run shows how far it is, and ends by its button or by Escape', async ({ page }, info) => {
	test.slow();
	await openSample(page);
	await give(page, info);
	await expect(page.getByText('1 decision over 500,000 bars of LONGUSD')).toBeVisible({ timeout: 60_000 });
	await slowDown(page);

	await runButton(page).click();
	await expect(page.getByText(/Running: bar [\d,]+ of 500,000, 20\d\d-/)).toBeVisible({ timeout: 20_000 });
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

	await runButton(page).click();
	await expect(page.locator('[data-figure=equity] data')).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expect(page.getByRole('tab', { name: 'Fills' })).toContainText('1');
});

test('a long load is cancelled, and what was loaded before is still there', async ({ page }, info) => {
	test.slow();
	await openSample(page);
	await slowDown(page);
	await give(page, info);
	await expect(page.getByText(/Reading: \d+ %/)).toBeVisible();
	await cancel(page).click();
	await expect(runButton(page)).toBeEnabled();
	await expect(page.getByText('Simulator · sample')).toBeVisible();
	await run(page);
	await expect(page.locator('[data-figure=equity]')).toHaveText('50,072.0584');
});
