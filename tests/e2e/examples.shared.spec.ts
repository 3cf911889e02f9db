import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { RunResult } from '../../src/lib/domain/runResult.ts';
import { drop, expectOutcome, openSample, readGiven, run, sampleButton } from './replayPage.ts';

const examples = '../shared/examples';

for (const [example, market] of [
	['week-2019-02', '../shared/market'],
	['early-close-2019-12', '../shared/market'],
	['synthetic-week', `${examples}/synthetic-week`]
] as const) {
	test(`${example}: the page shows what was worked out by others`, async ({ page }) => {
		const folder = `${examples}/${example}`;
		const manifest = readGiven(`${folder}/bars.json`);
		const { bars } = JSON.parse(manifest.text) as { bars: { symbol: string; file: string }[] };
		const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as RunResult;
		await openSample(page);
		await drop(page, [
			manifest,
			...bars.map(({ file }) => readGiven(`${market}/${file}`)),
			readGiven(`${folder}/decisions.json`),
			readGiven(`${folder}/config.json`)
		]);
		await expect(sampleButton(page)).toBeVisible();
		await run(page);
		await expectOutcome(page, expected);
	});
}
