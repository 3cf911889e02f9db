// npm run bench -- order [--rounds 3] [--count 40]: from a decision to its order leaving for the account.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from '../../scripts/browser.mjs';
import { buildApp, isBuildCurrent } from '../../scripts/buildApp.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the app where that is needed, and measures it in Chromium with a profile on disk. */
export async function runOrder(args) {
	const options = { rounds: { type: 'string', default: '3' }, count: { type: 'string', default: '40' } };
	const { values } = parseArgs({ args, options });
	const CHROMIUM = ensureChromium();
	if (!CHROMIUM) throw new Error('there is no Chromium');
	if (!isBuildCurrent() && !(await buildApp()).ok) throw new Error('the app does not build');
	const { status } = spawnSync(
		'npx',
		['playwright', 'test', '--config', 'bench/order/playwright.config.ts'],
		{
			cwd: root,
			env: { ...process.env, CHROMIUM, ROUNDS: values.rounds, COUNT: values.count },
			stdio: 'inherit'
		}
	);
	if (status !== 0) process.exitCode = 1;
}
