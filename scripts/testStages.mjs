// The four stages of `npm test`. Each resolves to {passed, failed, notes}; what failed has been printed by then.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './browser.mjs';
import { buildApp } from './buildApp.mjs';
import { bundleCli, hasCli } from './cliBundle.mjs';
import { runCommand } from './runCommand.mjs';
import { root } from './sourceStamp.mjs';
import { runStaticChecks } from './staticChecks.mjs';
import { countBrowser, countUnit } from './testCounts.mjs';

const reportOf = (name) => join(root, '.blotter', `${name}.json`);

export const stages = [
	{ name: 'static', budget: 60, run: runStatic },
	{ name: 'unit', budget: 90, run: runUnit },
	{ name: 'build', budget: 20, run: runBuild },
	{ name: 'e2e', budget: 180, needs: 'build', run: runBrowser }
];

async function runStatic() {
	return countSteps(await runStaticChecks());
}

async function runUnit() {
	const report = reportOf('unit');
	rmSync(report, { force: true });
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const { ok } = await runCommand('vitest', ['run', ...reporters], { show: true });
	return countUnit(report, ok);
}

async function runBuild() {
	const steps = [{ name: 'page', ...(await buildApp()) }];
	if (hasCli()) steps.push({ name: 'command line', ...(await bundleCli({ force: true })) });
	return countSteps(steps);
}

async function runBrowser() {
	const chromium = ensureChromium();
	if (!chromium) return { passed: 0, failed: 1, notes: ['there is no Chromium to run them in'] };
	const report = reportOf('e2e');
	rmSync(report, { force: true });
	const env = { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
	const { ok } = await runCommand('playwright', ['test', '--reporter=list,json'], { show: true, env });
	return countBrowser(report, ok);
}

function countSteps(steps) {
	for (const { name, ok, output, seconds } of steps) {
		console.log(
			`  ${ok ? 'ok    ' : 'FAILED'} ${name}${seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`}`
		);
		if (!ok) console.log(output.replaceAll(/^/gm, '    '));
	}
	const failed = steps.filter(({ ok }) => !ok).map(({ name }) => name);
	return {
		passed: steps.length - failed.length,
		failed: failed.length,
		notes: failed.map((name) => `failed: ${name}`)
	};
}
