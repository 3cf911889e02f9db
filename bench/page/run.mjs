// npm run bench -- page [--rounds 5] [--routes /,/orders/]: what Lighthouse says of the built app, and what its first screen weighs.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { address } from '../desk/browser.mjs';
import { prepareApp } from '../desk/build.mjs';
import { median } from '../lib/measure.mjs';
import { installPeers } from '../lib/prepare.mjs';
import { forms, runLighthouse } from './lighthouse.mjs';
import { weigh } from './weight.mjs';

const scores = ['performance', 'accessibility', 'best-practices'];
const times = {
	FCP: 'first-contentful-paint',
	LCP: 'largest-contentful-paint',
	SI: 'speed-index',
	TBT: 'total-blocking-time'
};

/** Runs every route in both forms in turn, and prints a table of medians and one of sizes. */
export async function runPage(args) {
	const { values } = parseArgs({
		args,
		options: {
			rounds: { type: 'string', default: '5' },
			routes: { type: 'string', default: '/,/orders/,/settings/,/help/' }
		}
	});
	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1');
	installPeers();
	await prepareApp();
	const base = await address();
	const cases = values.routes
		.split(',')
		.flatMap((route) => forms.map((form) => ({ route, form, visits: [] })));
	for (let round = 1; round <= rounds; round++) {
		for (const { route, form, visits } of cases) {
			console.error(`round ${round}/${rounds}: ${route}, ${form} (load ${loadavg()[0].toFixed(1)})`);
			visits.push(await runLighthouse(new URL(route, base).href, form));
		}
	}
	const own = ['own performance', 'own TBT'];
	console.log(['', 'page', 'form', ...scores, ...Object.keys(times), 'CLS', ...own, ''].join(' | ').trim());
	for (const one of cases) console.log(rowOf(one));
	console.log(`\n${weigh(cases[0].visits[0].report, base)}`);
	for (const line of new Set(cases.flatMap(faultsOf))) console.log(line);
}

function rowOf({ route, form, visits }) {
	const reports = visits.map(({ report }) => report);
	const own = visits.map((one) => one.own);
	const scored = scores.map((name) => spreadText(reports.map(scoreOf(name)), 0));
	const timed = Object.values(times).map((name) => spreadText(reports.map(valueOf(name)), 0));
	const shifted = spreadText(reports.map(valueOf('cumulative-layout-shift')), 3);
	const ownTexts = [
		spreadText(own.map(scoreOf('performance')), 0),
		spreadText(own.map(valueOf(times.TBT)), 0)
	];
	return ['', route, form, ...scored, ...timed, shifted, ...ownTexts, ''].join(' | ').trim();
}

const scoreOf =
	(name) =>
	({ categories }) =>
		categories[name].score * 100;

const valueOf =
	(name) =>
	({ audits }) =>
		audits[name].numericValue;

/** What costs points of accessibility or best practices. */
function faultsOf({ route, visits }) {
	return visits.flatMap(({ report: { categories, audits } }) =>
		scores
			.slice(1)
			.flatMap((name) => categories[name].auditRefs)
			.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
			.map(({ id }) => `${route}: ${id}: ${audits[id].title}`)
	);
}

function spreadText(values, digits) {
	const [middle, low, high] = [median(values), Math.min(...values), Math.max(...values)].map((value) =>
		value.toFixed(digits)
	);
	return low === high ? middle : `${middle} (${low}-${high})`;
}
