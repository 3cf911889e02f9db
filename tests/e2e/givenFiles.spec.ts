import { expect, test, type Page } from '@playwright/test';
import {
	drop,
	expectedOfSample,
	expectOutcome,
	openSample,
	readAlert,
	readGiven,
	readFigures,
	run,
	runButton,
	sampleButton
} from './replayPage.ts';

const sample = [
	'ALFA_1m.csv',
	'BRVO_1m.csv',
	'CHRL_1m.csv',
	'DLTA_1m.csv',
	'bars.json',
	'decisions.json',
	'config.json'
].map((name) => `static/sample/${name}`);

const inputs = (page: Page) => page.getByRole('region', { name: 'What goes in' });

test('dropped files are listed and run, and what cannot be read is refused and changes nothing', async ({
	page
}) => {
	await openSample(page);
	await drop(page, sample.map(readGiven));
	await expect(sampleButton(page)).toBeVisible();
	await expect(inputs(page)).toContainText('ALFA_1m.csv');
	await expect(inputs(page)).toContainText('1,392 × 1 minute');
	await run(page);
	await expectOutcome(page, expectedOfSample);

	const before = { figures: await readFigures(page), inputs: await inputs(page).innerText() };
	const broken = readGiven('static/sample/ALFA_1m.csv').text.replace(
		'41.70,41.70,41.69,41.69',
		'41.70,41.70,41.69,4l.69'
	);
	await drop(page, [{ name: 'ALFA_1m.csv', text: broken }]);
	expect(await readAlert(page)).toMatch(/ALFA_1m\.csv, line 3, close: 4l\.69 is not a number\./);
	expect({ figures: await readFigures(page), inputs: await inputs(page).innerText() }).toEqual(before);
	await page.getByRole('button', { name: 'Dismiss' }).click();
	await expect(page.getByRole('alert')).toHaveCount(0);
	await drop(page, [{ name: 'holiday.json', text: '{"beach": true}' }]);
	expect(await readAlert(page)).toContain('holiday.json');
	expect({ figures: await readFigures(page), inputs: await inputs(page).innerText() }).toEqual(before);
	await run(page);
	await expectOutcome(page, expectedOfSample);
});

test('a picked file replaces the part it is of, other bars leave decisions out, and the sample is taken again', async ({
	page
}) => {
	await openSample(page);
	await run(page);
	const [chooser] = await Promise.all([
		page.waitForEvent('filechooser'),
		page.getByRole('button', { name: 'Open files' }).click()
	]);
	await chooser.setFiles({
		name: 'rich.json',
		mimeType: 'application/json',
		buffer: Buffer.from(JSON.stringify({ startingCash: 1234567.89 }))
	});
	await expect(inputs(page)).toContainText('rich.json');
	await expect(inputs(page)).toContainText('1,234,567.89');
	await expect(sampleButton(page)).toBeHidden();
	await expect(page.locator('[data-figure=equity] data')).toHaveCount(0);
	await run(page);
	await expect(page.locator('[data-figure=return]')).toContainText('on 1,234,567.89');

	const { text } = readGiven('static/sample/ALFA_1m.csv');
	await drop(page, [{ name: 'ZULU_1m.csv', text }]);
	await expect(sampleButton(page)).toBeVisible();
	await expect(page.getByText('None of the 160 decisions can be used with these bars')).toBeVisible();
	await expect(inputs(page)).toContainText('160 rows left out');
	await expect(runButton(page)).toBeDisabled();

	await sampleButton(page).click();
	await expect(sampleButton(page)).toBeHidden();
	await expect(inputs(page)).toContainText('DLTA_1m.csv');

	// Bad rows of a decisions file are listed, and the good ones go on.
	const decisions = [
		{ id: 'good', at: '2024-11-25T15:00:00Z', symbol: 'ALFA', action: 'BUY', confidence: 1, sizePct: 0.1 },
		{ id: 'bad', at: '2024-11-25T15:00:00Z', symbol: 'ALFA', action: 'PUNT', confidence: 1 }
	];
	await drop(page, [
		{ name: 'mixed.json', text: JSON.stringify({ format: 'blotter-decisions', version: 1, decisions }) }
	]);
	await expect(inputs(page)).toContainText('1 decision');
	await inputs(page).getByText('1 row left out').click();
	await expect(inputs(page).getByRole('listitem').filter({ hasText: 'PUNT' })).toBeVisible();
	await run(page);
	await expect(page.getByRole('tab', { name: 'Fills' })).toContainText('1');
});

test('a sample that cannot be fetched says so', async ({ page }) => {
	await page.route('**/sample/decisions.json', (route) => route.fulfill({ status: 503 }));
	await page.goto('/replay');
	expect(await readAlert(page)).toContain("The sample's decisions.json could not be read (503).");
	await expect(runButton(page)).toBeDisabled();
});

test('a worker that cannot start says so', async ({ page }) => {
	await page.route('**/workers/**', (route) => route.abort());
	await page.goto('/replay');
	expect(await readAlert(page)).toContain('The replay worker could not start.');
});
