import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { RunResult } from '../../src/lib/domain/runResult.ts';

/** A file as a person would give it. */
export interface Given {
	readonly name: string;
	readonly text: string;
}

export const expectedOfSample = JSON.parse(
	readFileSync('tests/fixtures/synthetic-week/expected.json', 'utf8')
) as RunResult;

export const readGiven = (path: string): Given => ({
	name: basename(path),
	text: readFileSync(path, 'utf8')
});

export const runButton = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

/** Offered while something else than the sample is loaded. */
export const sampleButton = (page: Page) => page.getByRole('button', { name: 'Sample', exact: true });
const alert = (page: Page) => page.getByRole('alert');

/** Opens the replay and waits until the sample is loaded. */
export async function openSample(page: Page, address = '/replay'): Promise<void> {
	await page.goto(address);
	// The first load starts the worker, which on a busy machine takes a while.
	await expect(runButton(page)).toBeEnabled({ timeout: 20_000 });
}

/** Runs what is loaded and waits for the outcome. */
export async function run(page: Page): Promise<void> {
	await runButton(page).click();
	await expect(page.locator('[data-figure=equity] data')).toBeVisible({ timeout: 20_000 });
}

/** Drops files on the page, with the events a browser sends. */
export async function drop(page: Page, files: readonly Given[]): Promise<void> {
	const dataTransfer = await page.evaluateHandle((given) => {
		const transfer = new DataTransfer();
		for (const { name, text } of given) transfer.items.add(new File([text], name));
		return transfer;
	}, files);
	const body = page.locator('body');
	await body.dispatchEvent('dragenter', { dataTransfer });
	await body.dispatchEvent('dragover', { dataTransfer });
	await expect(page.getByText('Drop bars, decisions and settings', { exact: true })).toBeVisible();
	await body.dispatchEvent('drop', { dataTransfer });
	await expect(page.getByText('Drop bars, decisions and settings', { exact: true })).toBeHidden();
}

/** Waits for a message and returns its text. */
export async function readAlert(page: Page): Promise<string> {
	await expect(alert(page)).toBeVisible();
	return alert(page).innerText();
}

/** The money figures of the page by their name. */
export function readFigures(page: Page): Promise<Record<string, string | undefined>> {
	return page
		.locator('[data-figure]')
		.evaluateAll((figures) =>
			Object.fromEntries(
				figures.map((figure) => [
					(figure as HTMLElement).dataset['figure'] ?? '',
					figure.querySelector('data')?.value
				])
			)
		);
}

type Row = Readonly<Record<string, string | null>>;

/** The rows of the tables in `place`, each value as the page holds it for copying. */
function readRows(page: Page, place: string): Promise<readonly Row[]> {
	return page
		.locator(`${place} tr[data-key]`)
		.evaluateAll((rows) =>
			rows.map((row) =>
				Object.fromEntries(
					[...row.querySelectorAll<HTMLElement>('td[data-column]')].map((cell) => [
						cell.dataset['column'] ?? '',
						cell.querySelector('data')?.value ?? cell.querySelector('time')?.dateTime ?? null
					])
				)
			)
		);
}

/** The rows of one tab. */
export async function readTab(page: Page, name: string): Promise<readonly Row[]> {
	await page.getByRole('tab', { name }).click();
	await expect(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
	return readRows(page, '[role=tabpanel]');
}

const only = (row: object, keys: readonly string[]): Row =>
	Object.fromEntries(keys.map((key) => [key, (row as Row)[key] ?? null]));

/** Holds what the page shows against an outcome: every list and every sum. */
export async function expectOutcome(page: Page, expected: RunResult): Promise<void> {
	const figures = await readFigures(page);
	expect(figures).toMatchObject({
		equity: expected.equity,
		cash: expected.cash,
		positionsValue: expected.positionsValue,
		realisedGross: expected.realised.gross,
		fees: expected.realised.fees,
		realisedNet: expected.realised.net,
		unrealised: expected.unrealised
	});
	for (const [tab, rows] of [
		['Fills', expected.fills],
		['Orders', expected.orders],
		['Denied', expected.refused],
		['Holds', expected.holds],
		['Days', expected.snapshots]
	] as const) {
		const keys = Object.keys(rows[0] ?? {});
		const read = await readTab(page, tab);
		expect(
			read.map((row) => only(row, keys)),
			tab
		).toEqual(rows.map((row) => only(row, keys)));
	}
	const positionKeys = [
		'symbol',
		'qty',
		'averageEntry',
		'openedAt',
		'decisionId',
		'lastClose',
		'marketValue'
	];
	const positions = await readRows(page, '.positions');
	expect(
		positions.map((row) => only(row, [...positionKeys, 'unrealised', 'stopLoss', 'takeProfit', 'trail']))
	).toEqual(
		expected.positions.map((position) => ({
			...only(position, [...positionKeys, 'unrealised']),
			stopLoss: position.triggers?.stopLoss ?? null,
			takeProfit: position.triggers?.takeProfit ?? null,
			trail: position.triggers?.trailing?.level ?? null
		}))
	);
}
