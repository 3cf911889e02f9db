import { describe, expect, it } from 'vitest';
import { alpacaBases, streamUrl, type StreamName } from '../../../../src/lib/adapters/alpaca/transport.ts';
import { auth, openTalks } from '../../../support/alpaca/openTalks.ts';
import { ghostFor, type StreamMishaps } from '../../../support/alpaca/standInLine.ts';

const urlOf = (name: StreamName) => streamUrl(alpacaBases, name);
const error = (code: number) => [{ T: 'error', code, msg: expect.any(String) as string }];

describe('what goes wrong with a stream', () => {
	const subscribed = { action: 'subscribe', quotes: ['AAPL'] };
	/** The mishap at the quote whose bid this is. */
	const at =
		(bid: number, mishap: 'drop' | 'silent' | 'fault' | 'duplicate' | 'late'): StreamMishaps =>
		({ message }) =>
			Array.isArray(message) && (message[0] as { bp?: number }).bp === bid ? mishap : null;

	async function bidsWith(mishaps: StreamMishaps) {
		const desk = openTalks(mishaps);
		const one = await desk.talk(urlOf('stocks'), auth, subscribed);
		for (const bid of ['1', '2', '3']) desk.standIn.quote('AAPL', bid, '9');
		await desk.clock.advance(0);
		const bids = one.heard.flatMap((frame) => (frame as { bp?: number }[]).map(({ bp }) => bp ?? 0));
		return { ...desk, ...one, bids: bids.filter((bid) => bid > 0) };
	}

	it.each([
		['duplicate', [1, 2, 2, 3], false],
		['late', [1, 3, 2], false],
		['drop', [1], true],
		['silent', [1], false]
	] as const)('is scripted by a function: %s', async (mishap, bids, isClosed) => {
		const desk = await bidsWith(at(2, mishap));
		expect([desk.bids, desk.isClosed()]).toEqual([bids, isClosed]);
	});

	it('can be a fault of Alpaca, an address out of reach, or a place that is taken', async () => {
		const faulty = await bidsWith(at(1, 'fault'));
		expect([faulty.heard.at(-1), faulty.isClosed()]).toEqual([error(500), true]);
		const away = openTalks(({ message }) => (message === null ? 'unreachable' : null));
		expect((await away.talk(urlOf('orders'), auth)).isClosed()).toBe(true);
		const limited = openTalks(({ connection }) => (connection < 3 ? 'limit' : null));
		expect((await limited.talk(urlOf('stocks'), auth)).heard.at(-1)).toEqual(error(406));
		expect((await limited.talk(urlOf('orders'), auth)).heard.at(-1)).toMatchObject({
			data: { error_message: 'connection limit exceeded' }
		});
		expect((await limited.talk(urlOf('stocks'), auth)).isClosed()).toBe(false);
	});

	it('leaves the place of a silent connection taken for a while', async () => {
		const desk = await bidsWith(at(1, 'silent'));
		await desk.close();
		expect((await desk.talk(urlOf('stocks'), auth)).heard.at(-1)).toEqual(error(406));
		await desk.clock.advance(ghostFor);
		expect((await desk.talk(urlOf('stocks'), auth)).isClosed()).toBe(false);
	});
});
