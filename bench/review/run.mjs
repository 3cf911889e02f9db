// npm run bench -- review: what a review takes with every check on.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle, folder } from '../lib/prepare.mjs';

/** What a review may take of the processor, in microseconds: by the clock a busy machine says anything. */
const most = 20;
const cases = [
	['no price has changed', 'still'],
	['one price has changed', 'one'],
	['every price has changed', 'all']
];

/** Measures reviews in a process each, prints what one takes, and says whether all keep to what is allowed. */
export async function runReview() {
	process.chdir(folder);
	await bundle({ review: 'review/ours.ts' }, '.build/review');
	let isKept = true;
	for (const [title, name] of cases) {
		const done = spawnSync(process.execPath, [join('.build', 'review', 'review.mjs'), name], {
			stdio: ['ignore', 'pipe', 2],
			encoding: 'utf8'
		});
		if (done.status !== 0) throw new Error(`the review was not measured: ${name}`);
		const { warmMs, processorMs, approved, checks, missing, reviews } = JSON.parse(done.stdout);
		if (approved !== reviews) throw new Error(`${reviews - approved} reviews did not approve`);
		const each = (ms) => ((ms * 1000) / reviews).toFixed(1);
		console.log(
			`${title}: ${each(warmMs)} µs a review, least processor time ${each(processorMs)} µs, ${checks} checks (not made of an entry: ${missing.join(', ')})`
		);
		if ((processorMs * 1000) / reviews > most) isKept = false;
	}
	process.exitCode = isKept ? 0 : 1;
}
