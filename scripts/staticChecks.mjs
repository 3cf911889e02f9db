import { runCommand } from './runCommand.mjs';

const sync = { name: 'generated types', run: () => runCommand('svelte-kit', ['sync']) };

// Longest first: the checks share two cores.
const afterSync = [
	{
		name: 'lint',
		// Without its cache: a rule that reads types can change its mind about a file that did not change.
		run: () => runCommand('eslint', ['.', '--max-warnings', '0'])
	},
	{
		name: 'types',
		run: () =>
			runCommand('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'])
	},
	{ name: 'format', run: () => runCommand('prettier', ['--check', '--log-level', 'warn', '.']) },
	{ name: 'unused code', run: () => runCommand('knip', ['--no-config-hints', '--no-progress']) },
	{
		name: 'imports',
		run: () =>
			runCommand('depcruise', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'])
	},
	{ name: 'pure folders', run: () => runCommand('tsc', ['-p', 'tsconfig.pure.json']) },
	{ name: 'service worker', run: () => runCommand('tsc', ['-p', 'tsconfig.sw.json']) },
	{ name: 'lock file', run: () => runCommand('node', ['scripts/checkLock.mjs']) }
];

/** Runs every check, two at a time, and resolves to a list of {name, ok, output, seconds}. */
export async function runStaticChecks() {
	const results = [await timed(sync)];
	const waiting = [...afterSync];
	const lane = async () => {
		for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await timed(check));
	};
	await Promise.all([lane(), lane()]);
	return results;
}

async function timed({ name, run }) {
	const started = performance.now();
	const result = await run();
	return { name, ...result, seconds: (performance.now() - started) / 1000 };
}
