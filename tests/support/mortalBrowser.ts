import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from '@playwright/test';

/** A browser of its own process and profile, which can be killed as by a power cut of the desk. */
export interface MortalBrowser {
	readonly page: Page;
	/** Ends every process of the browser at once, without a word to the page. */
	readonly kill: () => Promise<void>;
}

/** How a browser is started: the same program and flags as the browsers of Playwright. */
export interface BrowserLaunch {
	readonly executablePath?: string | undefined;
	readonly args?: readonly string[] | undefined;
}

/** Starts a browser on a profile that outlives it. */
export async function startBrowser(profile: string, launch: BrowserLaunch): Promise<MortalBrowser> {
	const program = launch.executablePath ?? chromium.executablePath();
	const flags = [
		'--headless',
		'--remote-debugging-port=0',
		'--no-default-browser-check',
		'--password-store=basic'
	];
	const child = spawn(
		program,
		[...(launch.args ?? []), ...flags, `--user-data-dir=${profile}`, 'about:blank'],
		{
			stdio: ['ignore', 'ignore', 'pipe'],
			// A process group of its own, so that its helpers die with it.
			detached: true
		}
	);
	const browser = await chromium.connectOverCDP(await readAddress(child), {
		// Without it every page would count as visible, and none could be frozen.
		noDefaults: true
	});
	const [context] = browser.contexts();
	if (context === undefined) throw new Error('the browser has no profile');
	const page = context.pages()[0] ?? (await context.newPage());
	return { page, kill: () => kill(child, browser) };
}

async function readAddress({ stderr }: ChildProcess): Promise<string> {
	if (stderr === null) throw new Error('the browser says nothing');
	for await (const line of createInterface(stderr)) {
		const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
		if (address === undefined) continue;
		stderr.resume();
		return address;
	}
	throw new Error('the browser ended before it could be spoken to');
}

async function kill(child: ChildProcess, browser: Browser): Promise<void> {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	process.kill(-child.pid, 'SIGKILL');
	await ended;
	await browser.close();
}
