// npm run soak -- [--seeds 20] [--kills 20]: the unit tests again and again, each time with another seed for every
// property; then the browser is killed that often while a book runs, and its journal compared with an undisturbed one.
// npm run soak -- --chaos 10000: so many seeds of the broker and of the desk of a paper account while everything goes wrong, and nothing else.
// npm run soak -- --browser-chaos 20: so many seeds of the built app in browsers that are killed while everything goes wrong.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureChromium } from './browser.mjs';
import { buildApp } from './buildApp.mjs';
import { ensureInstalled } from './ensure.mjs';
import { runCommand } from './runCommand.mjs';
import { root } from './sourceStamp.mjs';

const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '20' },
		kills: { type: 'string', default: '20' },
		chaos: { type: 'string' },
		'browser-chaos': { type: 'string' }
	}
});
if (values.chaos !== undefined) {
	ensureInstalled();
	process.exit(runChaos(values.chaos));
}
if (values['browser-chaos'] !== undefined) {
	ensureInstalled();
	process.exit((await runBrowserChaos(values['browser-chaos'])) ? 0 : 1);
}
const seeds = Number(values.seeds);
if (!Number.isInteger(seeds) || seeds < 1) throw new Error('--seeds wants a whole number from 1');

ensureInstalled();
const failing = [];
for (let count = 1; count <= seeds; count++) {
	const seed = Math.floor(Math.random() * 2 ** 31);
	console.log(`round ${count} of ${seeds}: PROPERTY_SEED=${seed}`);
	const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=dot'], {
		cwd: root,
		env: { ...process.env, PROPERTY_SEED: String(seed) },
		stdio: ['ignore', 'inherit', 'inherit']
	});
	if (status !== 0) failing.push(seed);
}
console.log(failing.length === 0 ? `${seeds} seeds held` : `failed with PROPERTY_SEED=${failing.join(', ')}`);

const SEED = String(Math.floor(Math.random() * 2 ** 31));
const survived = await killBrowser(SEED);
console.log(survived ? `${values.kills} kills survived` : `failed with KILLS=${values.kills} SEED=${SEED}`);
process.exitCode = failing.length === 0 && survived ? 0 : 1;

function runChaos(CHAOS_SEEDS) {
	const CHAOS_FIRST = String(Math.floor(Math.random() * 2 ** 31));
	console.log(`CHAOS_FIRST=${CHAOS_FIRST} CHAOS_SEEDS=${CHAOS_SEEDS}`);
	const { status } = spawnSync('npx', ['vitest', 'run', 'accountChaos', 'brokerChaos'], {
		cwd: root,
		env: { ...process.env, CHAOS_FIRST, CHAOS_SEEDS },
		stdio: ['ignore', 'inherit', 'inherit']
	});
	return status ?? 1;
}

async function runBrowserChaos(CHAOS_SEEDS) {
	const CHROMIUM = ensureChromium();
	if (!CHROMIUM) return false;
	const CHAOS_FIRST = process.env.CHAOS_FIRST ?? String(Math.floor(Math.random() * 2 ** 20));
	console.log(`CHAOS_FIRST=${CHAOS_FIRST} CHAOS_SEEDS=${CHAOS_SEEDS}`);
	await buildApp();
	const env = { CHROMIUM, CHAOS_FIRST, CHAOS_SEEDS };
	const { ok } = await runCommand('playwright', ['test', 'browserChaos'], { show: true, env });
	return ok;
}

async function killBrowser(seed) {
	const CHROMIUM = ensureChromium();
	if (!CHROMIUM) return false;
	await buildApp();
	const env = { KILLS: values.kills, SEED: seed, CHROMIUM };
	const { ok } = await runCommand('playwright', ['test', 'deskSurvival', '--timeout=0'], { show: true, env });
	return ok;
}
