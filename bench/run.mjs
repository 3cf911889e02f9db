// npm run bench -- [w1] [w2] [w3] [--rounds 5] [--only name,name] [--out file.json]: the engine beside its peers.
// npm run bench -- desk [--rounds 5] [--parts …] [--sizes …]: the desk in a browser.
// npm run bench -- review: what a review takes with every check on.
// npm run bench -- order [--rounds 3]: from a decision to its order leaving for the account.
// npm run bench -- history [--rounds 30]: the equity curve of five years in a browser.
// npm run bench -- page [--rounds 5] [--routes …]: the built app under Lighthouse.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toRow, toTable } from './lib/compare.mjs';
import { folder, prepare } from './lib/prepare.mjs';
import { w1 } from './w1/contenders.mjs';
import { w2 } from './w2/contenders.mjs';
import { w3 } from './w3/contenders.mjs';

if (process.argv[2] === 'desk') {
	const { runDesk } = await import('./desk/run.mjs');
	await runDesk(process.argv.slice(3));
	process.exit();
}
if (process.argv[2] === 'review') {
	const { runReview } = await import('./review/run.mjs');
	await runReview();
	process.exit();
}
if (process.argv[2] === 'order') {
	const { runOrder } = await import('./order/run.mjs');
	await runOrder(process.argv.slice(3));
	process.exit();
}
if (process.argv[2] === 'history') {
	const { runHistory } = await import('./history/run.mjs');
	await runHistory(process.argv.slice(3));
	process.exit();
}
if (process.argv[2] === 'page') {
	const { runPage } = await import('./page/run.mjs');
	await runPage(process.argv.slice(3));
	process.exit();
}

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		rounds: { type: 'string', default: '5' },
		only: { type: 'string', default: '' },
		out: { type: 'string' }
	}
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1');
const out = values.out === undefined ? undefined : resolve(values.out);

const workloads = chooseWorkloads(positionals);
const enteredByTitle = chooseContenders(values.only.split(',').filter(Boolean));
await prepare();
const results = workloads.map(measureAll);
if (out !== undefined) {
	writeFileSync(
		out,
		`${JSON.stringify({ node: process.version, rounds, workloads: results }, null, '\t')}\n`
	);
}
process.exitCode = results.every(({ rows }) => rows.every(({ faults }) => faults.length === 0)) ? 0 : 1;

/** The workloads of these names, all of them without names. */
function chooseWorkloads(names) {
	const byName = { w1: [w1], w2, w3: [w3] };
	const unknown = names.filter((name) => !Object.hasOwn(byName, name));
	if (unknown.length > 0) throw new Error(`no workload is called ${unknown.join(' or ')}`);
	return Object.keys(byName)
		.filter((name) => names.length === 0 || names.includes(name))
		.flatMap((name) => byName[name]);
}

/** The contenders whose names contain one of the words, all of them without words; the roofline always runs. */
function chooseContenders(words) {
	const all = workloads.flatMap(({ contenders }) => contenders);
	const unknown = words.filter((word) => !all.some(({ name }) => name.includes(word)));
	if (unknown.length > 0) throw new Error(`no contender is called ${unknown.join(' or ')}`);
	const isWanted = (name) => words.length === 0 || words.some((word) => name.includes(word));
	return new Map(
		workloads.map(({ title, roofline, contenders }) => [
			title,
			contenders.filter(({ name }) => name === roofline || isWanted(name))
		])
	);
}

/** Runs the contenders of a workload in all rounds, and prints what they come to. */
function measureAll(workload) {
	const { title, roofline } = workload;
	const entered = enteredByTitle.get(title);
	const runsByName = new Map(entered.map(({ name }) => [name, []]));
	for (let round = 1; round <= rounds; round++) {
		// All of them in turn, so that a machine that gets slower gets slower for everybody.
		for (const contender of entered) {
			console.error(`round ${round}/${rounds}: ${contender.name}`);
			runsByName.get(contender.name).push(start(contender));
		}
	}
	const rows = entered.map((contender) =>
		toRow(workload, contender, runsByName.get(contender.name), runsByName.get(roofline))
	);
	console.log(`\n${title}\n\n${toTable(workload, rows)}`);
	return { title, rows };
}

/** Runs a contender in a process of its own. */
function start({ name, command }) {
	const done = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
	if (done.status !== 0) throw new Error(`${name} failed: ${done.stderr}`);
	return JSON.parse(done.stdout.trim().split('\n').at(-1));
}
