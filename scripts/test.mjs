// npm test: every stage runs even when an earlier one failed, and the last line says how it went.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './ensure.mjs';
import { hasShared, sharedTests } from './sharedTests.mjs';
import { root } from './sourceStamp.mjs';
import { stages } from './testStages.mjs';

ensureInstalled();
mkdirSync(join(root, '.blotter'), { recursive: true });

const results = [];
for (const stage of stages) {
	console.log(`\n== ${stage.name}`);
	const started = performance.now();
	const result = await runStage(stage);
	const seconds = (performance.now() - started) / 1000;
	results.push({ ...stage, ...result, seconds });
	console.log(`== ${stage.name}: ${seconds.toFixed(1)} s of ${stage.budget} s`);
}
summarize();

async function runStage({ needs, run }) {
	const needed = results.find(({ name }) => name === needs);
	if (needed?.failed) return { passed: 0, failed: 1, notes: [`could not run, because ${needs} failed`] };
	try {
		return await run();
	} catch (error) {
		return { passed: 0, failed: 1, notes: [error.stack] };
	}
}

function summarize() {
	console.log('\nSummary');
	for (const { name, passed, failed, notes, seconds, budget } of results) {
		const time = `${seconds.toFixed(1)} s of ${budget} s${seconds > budget ? ', OVER BUDGET' : ''}`;
		console.log(`  ${name.padEnd(7)} ${passed} passed, ${failed} failed (${time})`);
		for (const note of notes) console.log(`          ${note}`);
	}
	const leftOut = hasShared() ? [] : sharedTests();
	if (leftOut.length > 0) {
		console.log('left out, because ../shared is missing:');
		for (const path of leftOut) console.log(`  ${path}`);
	}
	const total = (count) => results.reduce((sum, result) => sum + result[count], 0);
	console.log(`${total('passed')} passed, ${total('failed')} failed`);
	process.exitCode = total('failed') === 0 ? 0 : 1;
}
