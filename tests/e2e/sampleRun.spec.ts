import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import {
	drop,
	expectedOfSample,
	expectOutcome,
	openSample,
	readFigures,
	run,
	runButton,
	sampleButton
} from './replayPage.ts';

const curve = (page: Page) => page.getByRole('slider', { name: 'Equity over the run' });

test('the sample is one click away from its outcome, to the last digit and again', async ({ page }) => {
	await openSample(page);
	await expect(sampleButton(page)).toBeHidden();
	await expect(page.getByText('160 decisions over 5,271 bars of ALFA, BRVO, CHRL, DLTA')).toBeVisible();
	await run(page);
	await expectOutcome(page, expectedOfSample);

	await page.getByRole('tab', { name: 'Fills' }).click();
	const shown = await page
		.locator('[data-figure] data, [role=tabpanel] td:is([data-column=price], [data-column=cashAfter]) data')
		.evaluateAll((all) =>
			all.map((data) => ({ value: (data as HTMLDataElement).value, text: data.textContent ?? '' }))
		);
	expect(shown.length).toBeGreaterThan(160);
	const canonical = (text: string) =>
		text
			.replace(/[+,%\s]/g, '')
			.replace('\u2212', '-')
			.replace(/(\.\d*?)0+$/, '$1')
			.replace(/\.$/, '');
	const exact = shown.filter(({ text }) => !text.includes('%'));
	expect(exact.map(({ text }) => canonical(text))).toEqual(exact.map(({ value }) => value));
	await expect(page.locator('[data-figure=equity]')).toHaveText('50,072.0584');
	await expect(page.locator('[data-figure=return]')).toContainText('+72.0584');
	await expect(page.locator('[data-figure=return]')).toContainText('+0.14 %');

	const first = await readFigures(page);
	await run(page);
	expect(await readFigures(page)).toEqual(first);
});

/** The place of the curve, once it is drawn. */
async function placeOfCurve(page: Page) {
	await expect(page.locator('.plot canvas')).toHaveCount(2);
	const box = await curve(page).boundingBox();
	if (box === null) throw new Error('the curve has no place');
	return box;
}

test('the crosshair reads the curve, a refusal opens to its arithmetic, and a flat line can be zoomed', async ({
	page
}) => {
	await openSample(page);
	await run(page);
	const place = await placeOfCurve(page);
	await expect(curve(page)).toHaveAttribute('aria-valuetext', /2024-11-29 13:01 New York, equity 50,072\.06/);
	await curve(page).focus();
	await page.keyboard.press('Home');
	await expect(curve(page)).toHaveAttribute('aria-valuetext', /2024-11-25 .* equity 50,000\.00/);
	await page.mouse.move(place.x + place.width * 0.5, place.y + place.height * 0.3);
	await expect(curve(page)).toHaveAttribute('aria-valuetext', /2024-11-2[67]/);

	await page.getByRole('tab', { name: 'Denied' }).click();
	const row = page.locator('tr[data-key=s019]');
	await expect(row).toContainText('Denied: the order is worth 187.90, the smallest trade is 250.00.');
	await row.getByRole('button').click();
	const story = page.locator('tr.detail');
	await expect(story).toContainText('Budget, the least of the three');
	await expect(story.getByRole('row', { name: /Smallest trade failed/ })).toContainText('−62.10');
	await expect(story.getByRole('row', { name: /Free cash passed/ })).toContainText('22,445.6008');

	await drop(page, [
		{ name: 'decisions.json', text: '{"format":"blotter-decisions","version":1,"decisions":[]}' }
	]);
	await run(page);
	const { x, y } = await placeOfCurve(page);
	await expect(curve(page)).toHaveAttribute('aria-valuetext', /equity 50,000\.00/);
	await page.mouse.move(x + 10, y + 100);
	await page.mouse.down();
	await page.mouse.move(x + 30, y + 100, { steps: 4 });
	await page.mouse.up();
	// Answered only by a page that did not freeze over its ticks.
	await expect(runButton(page)).toBeEnabled();
});

/** The lines of the file that the button of the table that is shown gives. */
async function readCopy(page: Page): Promise<readonly string[]> {
	const copied = page.waitForEvent('download');
	await page.getByRole('tabpanel').getByRole('button', { name: 'CSV' }).click();
	return readFileSync(await (await copied).path(), 'utf8')
		.trimEnd()
		.split('\r\n');
}

test('the result is taken away as a file, and a table as it is sorted and filtered', async ({ page }) => {
	await openSample(page);
	await run(page);
	const saved = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Result' }).click();
	const result = await saved;
	expect(result.suggestedFilename()).toBe('blotter-result-2024-11-29.json');
	const text = readFileSync(await result.path(), 'utf8');
	expect(JSON.parse(text)).toEqual(expectedOfSample);
	expect(text).toBe(JSON.stringify(JSON.parse(text), null, 1));

	const all = await readCopy(page);
	expect(all).toHaveLength(expectedOfSample.fills.length + 1);
	expect(all[1]).toBe(
		'2024-11-25T14:58:00Z,Entry at market,BRVO,Buy,135,18.4574,0.61,47507.641,s126,2024-11-25T14:57:00Z'
	);

	const panel = page.getByRole('tabpanel');
	await panel.getByRole('searchbox').fill('trailing CHRL');
	await panel.getByRole('button', { name: 'Price' }).click();
	const prices = await panel
		.locator('td[data-column=price] data')
		.evaluateAll((cells) => cells.map((data) => (data as HTMLDataElement).value));
	const expected = expectedOfSample.fills
		.filter(({ cause, symbol }) => cause === 'trailing_stop' && symbol === 'CHRL')
		.map(({ price }) => price)
		.sort((a, b) => Number(a) - Number(b));
	expect(expected.length).toBeGreaterThan(1);
	expect(prices).toEqual(expected);
	const lines = await readCopy(page);
	expect(lines.slice(1).map((line) => line.split(',')[5])).toEqual(expected);
});
