import { afterEach, describe, expect, it } from 'vitest';
import type { DeskView } from '../../../../src/lib/contract/deskView.ts';
import type { Mishaps } from '../../../support/alpaca/inProcess.ts';
import { placeElsewhere } from '../../../support/alpaca/placeElsewhere.ts';
import type { StreamMishaps } from '../../../support/alpaca/standInLine.ts';
import {
	armAccount,
	openAccount,
	openAccountWorld,
	openedAccount,
	startAccountSession
} from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const noStream: StreamMishaps = ({ message }) => (message === null ? 'unreachable' : 'drop');
const noPrices: Mishaps = ({ path }) => (/^\/(v2\/stocks|v1beta3)\//.test(path) ? 'forbidden' : null);

/** The book of an account that holds some of a symbol, on a desk that hears streams. */
async function holding(
	symbol: string,
	prepare: (world: ReturnType<typeof openAccountWorld>) => void = () => undefined
) {
	const world = openAccountWorld();
	world.hasStreams = true;
	const quote = (price: string): void => world.standIn.quote(symbol, price, price);
	quote('200');
	placeElsewhere(world.standIn, { symbol, qty: '2', side: 'buy', type: 'market', time_in_force: 'gtc' });
	prepare(world);
	const desk = await startAccountSession(world);
	await openAccount(desk);
	/** What is shown of its price, which is quoted again and again, once it came this way. */
	const shown = async (origin: string, price: string) => {
		const view = await desk.until(({ watch, priceFeed }) => {
			quote(price);
			const row = watch.find((one) => one.symbol === symbol);
			// A quote says what is bid, a position the last price alone.
			const given = origin === 'positions' ? row?.last : row?.bid;
			return priceFeed?.origins[symbol] === origin && given === price;
		});
		const row = view.watch.find((one) => one.symbol === symbol);
		const { priceFeed, brokerAccount } = view;
		const at = row?.at ?? NaN;
		return {
			at,
			age: world.clock.now() - at,
			problem: priceFeed?.problem,
			readAt: brokerAccount?.comparedAt
		};
	};
	return { world, desk, shown };
}

describe.each(['AAPL', 'BTC/USD'])('the price of %s in the book of its account', (symbol) => {
	it('comes by the stream, by calls where it is gone, and out of the position where those fail too', async () => {
		const { world, desk, shown } = await holding(symbol);
		expect((await shown('stream', '201')).age).toBeLessThan(2_000);

		world.streamMishaps = noStream;
		expect(await shown('quotes', '202')).toMatchObject({ problem: null });

		world.mishaps = noPrices;
		const stoodIn = await shown('positions', '203');
		expect(stoodIn.problem).toBe('Alpaca refused the last call for prices (403, forbidden).');
		// As old as the reading that it came with, and older with every second.
		expect(stoodIn.at).toBe(stoodIn.readAt);
		expect(desk.shown.view?.positions).toMatchObject([{ symbol, last: '203' }]);
		await desk.pass(5_000);
		expect((await shown('positions', '203')).age).toBeGreaterThanOrEqual(stoodIn.age + 5_000);

		world.mishaps = () => null;
		expect(await shown('quotes', '204')).toMatchObject({ problem: null });

		world.streamMishaps = () => null;
		expect((await shown('stream', '205')).age).toBeLessThan(2_000);
	});

	it('stands in with the first reading of the account already', async () => {
		const { world, shown } = await holding(symbol, (given) => {
			given.mishaps = noPrices;
			given.streamMishaps = noStream;
		});
		const openedAt = world.clock.now();
		await shown('positions', '200');
		// Long before the account is read again.
		expect(world.clock.now() - openedAt).toBeLessThan(20_000);
	});
});

it('prices end with the keys, and it is said', async () => {
	const { world, desk, shown } = await holding('AAPL');
	await shown('stream', '201');
	const { bid } = desk.shown.view?.watch.find((row) => row.symbol === 'AAPL') ?? {};
	await desk.ask('forgetAlpaca', {});
	const without = await desk.until(({ priceFeed }) => priceFeed?.problem !== null);
	expect(without.priceFeed).toMatchObject({
		streamed: 0,
		problem: expect.stringMatching(/^No keys/) as string
	});
	world.mishaps = ({ path }) => {
		throw new Error(`asked for ${path}`);
	};
	world.standIn.quote('AAPL', '202', '202');
	await desk.pass(40_000);
	expect(desk.shown.view?.watch.find((row) => row.symbol === 'AAPL')?.bid).toBe(bid);
});

it('a symbol is followed as long as an order of it is open, and no longer', async () => {
	const { desk } = await openedAccount();
	await armAccount(desk);
	await desk.ask('setWatchlist', { symbols: ['MSFT'] });
	const followed = ({ priceFeed }: DeskView) => (priceFeed?.streamed ?? 0) + (priceFeed?.polled ?? 0);
	await desk.until((view) => followed(view) === 1);
	await desk.buy('1', 'buy', { type: 'limit', limitPrice: '150' });
	await desk.until((view) => followed(view) === 2);
	await desk.ask('cancel', { orderId: 'r.buy', request: 'cancel' });
	await desk.until((view) => followed(view) === 1);
});
