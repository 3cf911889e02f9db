// npm run pictures -- [name …]: takes the pictures of docs/pictures from the built app. The market is generated from a fixed
// seed and its clock stopped at an instant, so that the same sources give the same pictures but for the ids of orders.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureChromium } from './browser.mjs';
import { buildApp, isBuildCurrent } from './buildApp.mjs';
import { ensureInstalled } from './ensure.mjs';
import { fillDesk, setWallClock } from './pictureDesk.mjs';
import { serve } from './serve.mjs';
import { root } from './sourceStamp.mjs';

const largest = 250_000;
const wide = { width: 1440, height: 900 };
const pictures = {
	'desk-light': { prepare: pickSymbol },
	'desk-dark': { prepare: pickSymbol, colorScheme: 'dark' },
	story: { path: ({ orderId }) => `story?order=${encodeURIComponent(orderId)}` },
	symbol: { path: ({ symbol }) => `symbol?symbol=${encodeURIComponent(symbol)}` },
	orders: { path: () => 'orders' },
	journal: { path: () => 'journal' },
	phone: { size: { width: 390, height: 844 } }
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(pictures);
const unknown = wanted.filter((name) => !(name in pictures));
if (unknown.length > 0) throw new Error(`no picture is called ${unknown.join(' or ')}`);

ensureInstalled();
if (!isBuildCurrent()) {
	const { ok, output } = await buildApp();
	if (!ok) throw new Error(output);
}
const executablePath = ensureChromium();
if (executablePath === undefined) throw new Error('there is no Chromium');
const folder = join(root, 'docs', 'pictures');
mkdirSync(folder, { recursive: true });
const address = await serve({ port: 4190, search: true });
const args = ['--disable-gpu', '--disable-background-networking', '--font-render-hinting=none'];
if (process.getuid?.() === 0) args.push('--no-sandbox');
const browser = await chromium.launch({ executablePath, args });
try {
	const page = await browser.newPage({ viewport: wide, reducedMotion: 'reduce' });
	await setWallClock(page);
	await open(page, address);
	const about = await fillDesk(page);
	for (const name of wanted) await take(page, name, about);
} finally {
	await browser.close();
}
process.exit();

async function take(page, name, about) {
	const { path = () => '', colorScheme = 'light', size = wide, prepare } = pictures[name];
	await page.setViewportSize(size);
	await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
	const response = await open(page, `${address}${path(about)}`);
	if (!response.ok()) throw new Error(`${name}: there is no such page`);
	await prepare?.(page, about);
	const file = join(folder, `${name}.png`);
	await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
	const { size: bytes } = statSync(file);
	console.log(`${name}.png: ${Math.round(bytes / 1000)} kB`);
	if (bytes > largest) throw new Error(`${name}.png is larger than ${largest / 1000} kB`);
}

/** Fills the ticket, so that it shows what an order would come to. */
async function pickSymbol(page, { next }) {
	await page.getByLabel('Symbol', { exact: true }).fill(next);
	await page.locator('[data-figure=outlook]').waitFor();
}

/** Goes to a page and waits until nothing on it is being loaded any more. */
async function open(page, to) {
	const response = await page.goto(to);
	await page.waitForFunction(
		() =>
			'blotter' in globalThis &&
			document.querySelector('[aria-label="State of the desk"] time')?.dateTime > '' &&
			document.querySelector('[aria-busy="true"]') === null
	);
	await page.evaluate(() => document.fonts.ready.then(() => null));
	await page.waitForLoadState('networkidle');
	// How long the desk was closed is no part of a picture.
	const told = page.getByText(/^The desk was closed for/).locator('..');
	if (await told.isVisible()) await told.getByRole('button', { name: 'Dismiss' }).click();
	return response;
}
