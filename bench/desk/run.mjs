// npm run bench -- desk [--rounds 5] [--parts start,commit,files,day,frames,use] [--sizes 100000,1000000]: the desk in a browser.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { median } from '../lib/measure.mjs';
import { newProfile } from './browser.mjs';
import { ensureJournal, prepareApp } from './build.mjs';
import { filledProfile, startOnce } from './coldStart.mjs';
import { measureCommits } from './commit.mjs';
import { measureDay } from './day.mjs';
import { measureFiles } from './files.mjs';
import { measureFrames } from './frames.mjs';
import { measureUse } from './use.mjs';

const parts = { start, commit, files, day, frames, use };

/** Runs the parts in turn and prints a line for each figure, as soon as it is known. */
export async function runDesk(args) {
	const { values } = parseArgs({
		args,
		options: {
			rounds: { type: 'string', default: '5' },
			parts: { type: 'string', default: Object.keys(parts).join(',') },
			sizes: { type: 'string', default: '100000,1000000' }
		}
	});
	const rounds = Number(values.rounds);
	const sizes = values.sizes.split(',').map(Number);
	const wanted = values.parts.split(',');
	const unknown = wanted.filter((name) => !(name in parts));
	if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(' or ')}`);
	await prepareApp();
	for (const name of wanted) {
		console.log(
			`\n${name}: npm run bench -- desk --parts ${name} --rounds ${rounds} (load ${loadavg()[0].toFixed(1)})`
		);
		await parts[name]({ rounds, sizes });
	}
}

async function start({ rounds, sizes }) {
	const empty = newProfile();
	const profiles = [{ name: 'new book', profile: empty.profile }];
	for (const entries of sizes) {
		const { profile, about } = await filledProfile(await ensureJournal(entries));
		profiles.push({ name: `${about.entries} entries`, profile });
	}
	const startsByName = new Map(profiles.map(({ name }) => [name, []]));
	// Once before the clock: the files of the app are in the cache of every profile.
	for (const { profile } of profiles) await startOnce(profile);
	for (let round = 0; round < rounds; round++) {
		for (const { name, profile } of profiles) startsByName.get(name).push(await startOnce(profile));
	}
	empty.drop();
	for (const [name, starts] of startsByName) {
		const of = (field) => spreadOf(starts.map((one) => one[field]));
		tell(`${name}: page ready`, 'ms', of('readyMs'));
		tell(`${name}: first prices`, 'ms', of('priceMs'));
		tell(`${name}: first preview`, 'ms', of('previewMs'));
		const { databaseMb, idsMb, decisions } = starts.at(-1);
		console.log(
			`  ${name}: database ${databaseMb.toFixed(1)} MB, in the checkpoint ${decisions} ids of ${idsMb.toFixed(2)} MB`
		);
	}
}

async function commit({ rounds }) {
	for (const isBusy of [false, true]) {
		const ratios = { p50: [], p99: [] };
		const listsByName = { bare: [], shaped: [], commit: [], hop: [] };
		for (let round = 0; round < rounds; round++) {
			const measured = await measureCommits({ count: 300, isBusy });
			for (const name of Object.keys(listsByName)) listsByName[name].push(measured[name]);
			for (const [name, share] of [
				['p50', 0.5],
				['p99', 0.99]
			]) {
				ratios[name].push(quantile(measured.commit, share) / quantile(measured.bare, share));
			}
			if (round === 0 && !isBusy) console.log(`  a note writes ${measured.bytes} bytes`);
		}
		const when = isBusy ? 'market at 1 ×' : 'clock paused';
		for (const [name, lists] of Object.entries(listsByName)) {
			tell(`${when}: ${name} p50`, 'ms', spreadOf(lists.map((list) => quantile(list, 0.5))));
			tell(`${when}: ${name} p99`, 'ms', spreadOf(lists.map((list) => quantile(list, 0.99))));
		}
		tell(`${when}: commit ÷ bare p50`, '×', spreadOf(ratios.p50));
		tell(`${when}: commit ÷ bare p99`, '×', spreadOf(ratios.p99));
	}
}

async function files({ rounds, sizes }) {
	const about = await ensureJournal(Math.min(...sizes));
	const results = [];
	for (let round = 0; round < rounds; round++) results.push(await measureFiles(about));
	for (const name of ['importMs', 'verifyMs', 'rebuildMs', 'exportMs', 'bareWriteMs', 'bareReadMs']) {
		const rates = results.map((one) => (about.entries * 1000) / one[name]);
		tell(`${about.entries} entries: ${name.slice(0, -2)}`, 'entries/s', spreadOf(rates));
	}
}

async function day() {
	const { heaps, wallSeconds, entries } = await measureDay({ points: 9, held: 5 });
	for (const { hours, workerMb, pageMb } of heaps) {
		console.log(
			`  after ${hours.toFixed(1)} h of the book: worker ${workerMb.toFixed(2)} MB, page ${pageMb.toFixed(2)} MB`
		);
	}
	console.log(`  ${entries} entries; the day took ${wallSeconds.toFixed(0)} s of wall time`);
}

async function frames({ rounds }) {
	for (const [name, speed] of [
		['blank page', 0],
		['100 symbols at 1 ×', 1],
		['100 symbols at 60 ×', 60],
		['100 symbols at 1000 ×', 1000]
	]) {
		const runs = [];
		for (let round = 0; round < rounds; round++) {
			runs.push(await measureFrames({ symbols: 100, speed, seconds: 20 }));
		}
		for (const share of [0.5, 0.95, 0.99]) {
			const of = runs.map(({ intervals }) => quantile(intervals, share));
			tell(`${name}: frame p${share * 100}`, 'ms', spreadOf(of));
		}
		tell(`${name}: worst frame`, 'ms', spreadOf(runs.map(({ intervals }) => Math.max(...intervals))));
		tell(`${name}: frames over 33 ms`, 'in 20 s', spreadOf(runs.map(countLate)));
		tell(`${name}: tasks over 50 ms`, 'in 20 s', spreadOf(runs.map(({ longTasks }) => longTasks.length)));
		tell(`${name}: longest task, processor time`, 'ms', spreadOf(runs.map(({ longestMs }) => longestMs)));
		tell(`${name}: script a frame`, 'ms', spreadOf(runs.map(({ scriptMs }) => scriptMs)));
		tell(`${name}: all work a frame`, 'ms', spreadOf(runs.map(({ taskMs }) => taskMs)));
		if (speed > 0) tell(`${name}: quotes`, 'a second', spreadOf(runs.map((run) => run.quotesPerSecond)));
	}
}

async function use({ rounds }) {
	const runs = [];
	for (let round = 0; round < rounds; round++) runs.push(await measureUse({ symbols: 100, speed: 1 }));
	for (const [index, { name }] of runs[0].entries()) {
		const of = runs.map((run) => run[index]);
		tell(`${name}: worst frame`, 'ms', spreadOf(of.map(({ intervals }) => Math.max(...intervals))));
		tell(`${name}: frames over 33 ms`, 'each', spreadOf(of.map(countLate)));
		tell(`${name}: longest task, processor time`, 'ms', spreadOf(of.map(({ longestMs }) => longestMs)));
		tell(
			`${name}: longest task over 50 ms`,
			'ms',
			spreadOf(of.map(({ longTasks }) => Math.max(0, ...longTasks)))
		);
	}
}

/** Frames that took longer than two of a screen of 60 Hz. */
function countLate({ intervals }) {
	return intervals.filter((ms) => ms > 33.4).length;
}

function quantile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function spreadOf(values) {
	return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}

function tell(what, unit, { median: middle, low, high }) {
	const [text, from, to] = [middle, low, high].map((value) => value.toFixed(value < 100 ? 1 : 0));
	console.log(`  ${what.padEnd(44)} ${text.padStart(9)} ${unit} (${from}-${to})`);
}
