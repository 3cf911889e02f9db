import { describe, expect, it } from 'vitest';
import { createStreamTrial } from '../../../../src/lib/adapters/alpaca/streamTrial.ts';
import { alpacaBases, streamUrl, type StreamName } from '../../../../src/lib/adapters/alpaca/transport.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { openStandIn } from '../../../support/alpaca/openStandIn.ts';
import type { StreamMishap, StreamMishaps } from '../../../support/alpaca/standInLine.ts';
import { standInSocket } from '../../../support/alpaca/standInSocket.ts';

const urlOf = (name: StreamName) => streamUrl(alpacaBases, name);

function opened(mishaps: StreamMishaps = () => null, keys = testKeys) {
	const { clock, standIn } = openStandIn();
	const open = standInSocket(standIn, { clock, mishaps });
	const trial = createStreamTrial({
		...{ open, clock, keys, patience: 10_000 },
		urlsOf: (name) => [urlOf(name)]
	});
	/** What is found, and how long it takes. */
	async function find(name: StreamName) {
		const begun = clock.now();
		let took = 0;
		const finding = trial(name).then((found) => {
			took = clock.now() - begun;
			return found;
		});
		await clock.advance(20_000);
		return { ...(await finding), took };
	}
	return { clock, find };
}

describe.each(['orders', 'stocks', 'coins', 'news'] as const)('a trial of the stream of %s', (name) => {
	it('finds that it works, and closes it, so that it works the next time too', async () => {
		const { find, clock } = opened();
		const works = { outcome: 'works', code: null, url: urlOf(name), took: 0 };
		expect([await find(name), await find(name)]).toEqual([works, works]);
		expect(clock.waiting).toBe(0);
	});

	it('finds that the keys are wrong', async () => {
		const { find } = opened(() => null, { ...testKeys, secret: 'x' });
		expect(await find(name)).toMatchObject({ outcome: 'wrong_key', url: urlOf(name) });
	});

	it.each<readonly [StreamMishap, string, number]>([
		['limit', 'connection_limit', 0],
		['unreachable', 'no_answer', 0]
	])('finds out when the opening ends in: %s', async (mishap, outcome, took) => {
		const { find } = opened(({ message }) => (message === null ? mishap : null));
		expect(await find(name)).toMatchObject({ outcome, took });
	});

	it.each<readonly [StreamMishap, string, number]>([
		['drop', 'no_answer', 0],
		['fault', 'unexpected', 0],
		['silent', 'no_answer', 10_000]
	])('finds out when the answer ends in: %s', async (mishap, outcome, took) => {
		const isAnswer = (message: unknown) => /authori[sz]|authenticated/.test(JSON.stringify(message));
		const { find } = opened(({ message }) => (isAnswer(message) ? mishap : null));
		expect(await find(name)).toMatchObject({ outcome, took });
	});
});
