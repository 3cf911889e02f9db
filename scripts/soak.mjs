// npm run soak -- [--seeds 20]: the unit tests again and again, each time with another seed for every property.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensure.mjs';
import { root } from './sourceStamp.mjs';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '20' } } });
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
process.exitCode = failing.length === 0 ? 0 : 1;
