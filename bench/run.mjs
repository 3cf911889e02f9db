// npm run bench -- [--rounds 5] [--only name,name] [--out file.json]: the engine beside its peers.
// npm run bench -- desk [--rounds 5] [--parts …] [--sizes …]: the desk in a browser.
// npm run bench -- page [--rounds 5] [--routes …]: the built app under Lighthouse.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toRow, toTable } from './lib/compare.mjs';
import { median } from './lib/measure.mjs';
import { folder, prepare } from './lib/prepare.mjs';
import { contenders, roofline } from './w1/contenders.mjs';

if (process.argv[2] === 'desk') {
	const { runDesk } = await import('./desk/run.mjs');
	await runDesk(process.argv.slice(3));
	process.exit();
}
if (process.argv[2] === 'page') {
	const { runPage } = await import('./page/run.mjs');
	await runPage(process.argv.slice(3));
	process.exit();
}

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '5' },
		only: { type: 'string', default: '' },
		out: { type: 'string' }
	}
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1');
const out = values.out === undefined ? undefined : resolve(values.out);

await prepare();
const entered = choose(values.only.split(',').filter(Boolean));
const runsByName = new Map(entered.map(({ name }) => [name, []]));
for (let round = 1; round <= rounds; round++) {
	// All of them in turn, so that a machine that gets slower gets slower for everybody.
	for (const contender of entered) {
		console.error(`round ${round}/${rounds}: ${contender.name}`);
		runsByName.get(contender.name).push(start(contender));
	}
}

const rooflineRuns = runsByName.get(roofline);
const rooflineMs = median(rooflineRuns.map(({ warmMs }) => warmMs));
const rows = entered.map((contender) =>
	toRow(contender, runsByName.get(contender.name), rooflineMs, rooflineRuns[0])
);
console.log(toTable(rows));
if (out !== undefined) {
	writeFileSync(out, `${JSON.stringify({ node: process.version, rounds, rows }, null, '\t')}\n`);
}
process.exitCode = rows.every(({ faults }) => faults.length === 0) ? 0 : 1;

/** The contenders whose names contain one of the words, all of them without words; the roofline always runs. */
function choose(words) {
	const known = (word) => contenders.some(({ name }) => name.includes(word));
	const unknown = words.filter((word) => !known(word));
	if (unknown.length > 0) throw new Error(`no contender is called ${unknown.join(' or ')}`);
	const isWanted = (name) => words.length === 0 || words.some((word) => name.includes(word));
	return contenders.filter(({ name }) => name === roofline || isWanted(name));
}

/** Runs a contender in a process of its own. */
function start({ name, command }) {
	const done = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
	if (done.status !== 0) throw new Error(`${name} failed: ${done.stderr}`);
	return JSON.parse(done.stdout.trim().split('\n').at(-1));
}
