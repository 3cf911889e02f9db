// A real Chromium with a profile on disk, on the built app served by this process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../../scripts/browser.mjs';
import { serve } from '../../scripts/serve.mjs';

/** Fixed, because a profile belongs to an address. */
const port = Number(process.env.BENCH_PORT ?? 4737);
let served = null;

/** Serves the build; the address. */
export function address() {
	served ??= serve({ port });
	return served;
}

/** A new empty folder for a profile, and a function that deletes it. */
export function newProfile() {
	const profile = mkdtempSync(join(tmpdir(), 'blotter-bench-'));
	return { profile, drop: () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Starts a browser on a profile; `close` ends it. The page is blank. */
export async function openBrowser(profile) {
	const executablePath = ensureChromium();
	if (executablePath === undefined) throw new Error('there is no Chromium');
	const context = await chromium.launchPersistentContext(profile, {
		executablePath,
		viewport: { width: 1440, height: 900 },
		args: [
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			'--disable-gpu',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--enable-precise-memory-info',
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
		]
	});
	context.setDefaultTimeout(1_800_000);
	const page = context.pages()[0] ?? (await context.newPage());
	page.on('pageerror', (error) => console.error(`the page: ${error.message}`));
	return { context, page, close: () => context.close() };
}

/** Goes to the desk and waits until it runs. */
export async function openDesk(page) {
	await page.goto(await address());
	await page.waitForFunction(() => 'blotter' in globalThis);
	await page.evaluate(() => blotter.portfolio().then(() => null));
}

/** Sets the speed of the book's clock as a person does. */
export async function setSpeed(page, speed) {
	await page.getByLabel('Speed of the simulated clock').selectOption(String(speed));
}

/** Stops the book's clock. */
export async function pauseClock(page) {
	await page.getByRole('button', { name: 'Pause', exact: true }).click();
	await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
}

/** Hands a file of this machine to the console's import, and waits for it; milliseconds and entries. */
export async function importFile(page, path) {
	await page.evaluate(() => {
		const input = document.createElement('input');
		input.type = 'file';
		input.id = 'bench-file';
		document.body.append(input);
	});
	await page.locator('#bench-file').setInputFiles(path);
	return page.evaluate(async () => {
		const input = document.querySelector('#bench-file');
		const started = performance.now();
		const { entries } = await blotter.import('bench', input.files[0]);
		const ms = performance.now() - started;
		input.remove();
		return { ms, entries };
	});
}

/** A session of the developer tools with the desk's worker: `send(method, params)` resolves to its result. */
export async function workerTools(context, page) {
	const tools = await context.newCDPSession(page);
	const waiting = new Map();
	let [sessionId, count] = [null, 0];
	tools.on('Target.attachedToTarget', ({ sessionId: id, targetInfo }) => {
		if (targetInfo.type === 'worker') sessionId = id;
	});
	tools.on('Target.receivedMessageFromTarget', ({ message }) => {
		const { id, result, error } = JSON.parse(message);
		waiting.get(id)?.(error === undefined ? result : Promise.reject(new Error(error.message)));
		waiting.delete(id);
	});
	await tools.send('Target.setAutoAttach', {
		autoAttach: true,
		waitForDebuggerOnStart: false,
		flatten: false
	});
	for (let tries = 0; sessionId === null && tries < 100; tries++) await page.waitForTimeout(50);
	if (sessionId === null) throw new Error('the worker did not attach');
	return (method, params = {}) =>
		new Promise((resolve, reject) => {
			const id = ++count;
			waiting.set(id, resolve);
			const message = JSON.stringify({ id, method, params });
			tools.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
		});
}
