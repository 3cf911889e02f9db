import { beforeAll, describe, expect, it } from 'vitest';
import { createMarketApi } from '../../../../src/lib/adapters/alpaca/marketApi.ts';
import { createTradingApi, type OrderBody } from '../../../../src/lib/adapters/alpaca/tradingApi.ts';
import type { Call, CallAnswer } from '../../../../src/lib/adapters/alpaca/transport.ts';
import { readOpenApi } from '../../../support/alpaca/openApi.ts';
import { timesInForce } from '../../../../src/lib/domain/orderTerms.ts';
import { openBroker } from '../../../support/alpaca/openBroker.ts';
import { openStandIn } from '../../../support/alpaca/openStandIn.ts';
import { price, quantity, type Ask } from '../../../support/deskBuilders.ts';
import { amount, percent, stop, stopLimit, trail } from '../../../support/orderTerms.ts';

// The legs of a leg are null in truth.
const trading = readOpenApi('../shared/alpaca/spec/trading-openapi.yaml', ['legs']);
const market = readOpenApi('../shared/alpaca/spec/market-data-openapi.yaml');

const order: OrderBody = {
	...{ symbol: 'AAPL', qty: '10', side: 'buy', type: 'limit', time_in_force: 'day', limit_price: '90' },
	client_order_id: 'd.1'
};

interface Made {
	readonly call: Call;
	readonly answer: CallAnswer;
}

/** Every call that the desk makes, with what the stand-in says to it. */
async function everyCall(): Promise<readonly Made[]> {
	const { standIn, transport } = openStandIn();
	const made: Made[] = [];
	const noted = {
		async send(call: Call): Promise<CallAnswer> {
			const empty: CallAnswer = { type: 'answered', status: 200, text: '{}', json: {} };
			const answer = call.base === 'data' ? empty : await transport.send(call);
			made.push({ call, answer });
			return answer;
		}
	};
	const api = createTradingApi(noted, () => ({ POST: 'plain', PATCH: 'plain' }));
	const prices = createMarketApi(noted, () => Date.parse('2026-11-24T15:00:00Z'));
	standIn.quote('AAPL', '99.98', '100.02');
	await api.account();
	await api.configurations();
	await api.clock();
	await api.calendar('2026-11-23', '2026-11-29');
	await api.portfolioHistory({ period: '1M', timeframe: '1D' });
	await api.assets('us_equity');
	await api.assets('crypto');
	await api.asset('AAPL');
	await api.submit(order);
	await api.submit({ ...order, type: 'market', limit_price: undefined, client_order_id: 'd.2' } as never);
	await api.submit({
		...{ ...order, client_order_id: 'd.3', order_class: 'bracket' },
		...{ take_profit: { limit_price: '120' }, stop_loss: { stop_price: '80' } }
	});
	const resting = await api.orderByClientId('d.1');
	if (!resting.ok) throw new Error('no order');
	await api.replace(resting.value.id, { limit_price: '91', qty: '11' });
	const { id } = standIn.orders.at(-1) ?? { id: '' };
	await api.cancel(id);
	await api.order(id);
	await api.orders({ status: 'all', after: '2026-11-24T00:00:00Z' });
	await api.positions();
	await api.position('AAPL');
	await api.activities(null);
	for (const of of ['stocks', 'crypto'] as const) {
		const symbols = of === 'stocks' ? ['AAPL'] : ['BTC/USD'];
		await prices.quotes(of, symbols);
		await prices.trades(of, symbols);
		await prices.snapshots(of, symbols);
		await prices.bars(of, { symbols, timeframe: '1Min', start: 0, end: 1_000 });
	}
	await prices.news(['AAPL'], 0, 50);
	return made;
}

/** Every call that a broker makes: orders of each type and time in force, changed, taken back, and read. */
async function everyCallOfBroker(): Promise<readonly Made[]> {
	const { ask, broker, intent, made, soon, standIn } = openBroker(() => null, {
		...{ callsPerMinute: 100_000, fillsInParts: true }
	});
	const priced: readonly Ask[] = [
		...[{ type: 'market', limitPrice: null } as const, {}, { ...stop('120'), limitPrice: null }],
		...[stopLimit('120', '121'), { ...trail(percent('0.0125')), limitPrice: null }],
		{ ...trail(amount('2.5')), limitPrice: null }
	];
	for (const [n, one] of priced.entries()) {
		for (const timeInForce of timesInForce)
			await ask.submit(intent(`d.${String(n)}.${timeInForce}`, { ...one, timeInForce }));
	}
	await ask.submit(intent('d.out', { extendedHours: true }));
	await ask.submit(intent('d.coin', { symbol: 'BTC/USD', quantity: quantity('0.000000001') }));
	await ask.submit(intent(`d.${'long'.repeat(50)}`));
	await ask.replace(intent('d.1.gtc', { quantity: quantity('7'), limitPrice: price('91') }));
	await ask.replace(intent('d.3.gtc', { ...stopLimit('119', '122') }));
	await ask.replace(intent('d.4.gtc', { ...trail(percent('0.02')), limitPrice: null }));
	await ask.cancel('d.1.gtc');
	standIn.adjust('FEE', '-0.01');
	await ask.read();
	await soon(broker.glance());
	return made;
}

let made: readonly Made[] = [];
beforeAll(async () => {
	made = [...(await everyCall()), ...(await everyCallOfBroker())];
});

describe('calls of Alpaca', () => {
	it('are those of the official documents, with their fields and bodies', () => {
		const faults = made.flatMap(({ call: { base, method, path, query, body } }) =>
			(base === 'trading' ? trading : market).faultsOfRequest(
				...([method, path, new URLSearchParams(query), body] as const)
			)
		);
		expect(faults).toEqual([]);
		expect(made.length).toBeGreaterThan(20);
	});

	it('are answered by the stand-in as the documents say', () => {
		const faults = made.flatMap(({ call: { base, method, path }, answer }) => {
			if (base !== 'trading' || answer.type !== 'answered') return [];
			return trading.faultsOfAnswer(method, path, answer.status, answer.json);
		});
		expect(faults).toEqual([]);
	});

	it('would be caught when they were not', () => {
		const wrong = { ...order, side: 'hold' };
		expect(trading.faultsOfRequest('POST', '/v2/orders', new URLSearchParams('x=1'), wrong)).toHaveLength(2);
		expect(trading.faultsOfRequest('GET', '/v3/nothing', new URLSearchParams(), undefined)).toHaveLength(1);
		expect(trading.faultsOfAnswer('GET', '/v2/account', 200, { id: 1 })).not.toEqual([]);
	});
});
