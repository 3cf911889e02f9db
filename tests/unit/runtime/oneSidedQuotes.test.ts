import { expect, it } from 'vitest';
import { HeardPrices, type Heard } from '../../../src/lib/adapters/alpaca/heardPrices.ts';
import { createBrokerState } from '../../../src/lib/engine/brokerState.ts';
import { runTurn } from '../../../src/lib/engine/turn.ts';
import { createLivePrices } from '../../../src/lib/runtime/livePrices.ts';
import { createMarketRun } from '../../../src/lib/runtime/marketRun.ts';
import { price } from '../../support/deskBuilders.ts';
import { createOrderDesk } from '../../support/orderDesk.ts';

/** 10 XYZ of an account with a stop at 95, and what is heard of the market. */
function guarded() {
	const desk = createOrderDesk();
	desk.state.book.broker = { ...createBrokerState(), routing: 'paper', standing: 'equal' };
	desk.mark('100');
	desk.order('a');
	desk.fill('a');
	runTurn(desk.desk, {
		...{ type: 'ChangeProtection', at: desk.now(), request: 'guard', symbol: 'XYZ' },
		change: { stopLoss: price('95') }
	});
	desk.hold();
	const heard = new HeardPrices();
	const { market } = desk.state;
	const source = createLivePrices({ market, profileOf: (symbol) => ({ name: symbol, sector: '' }) });
	const run = createMarketRun({
		...{ desk: desk.desk, source, clockAt: desk.now(), beginInput: () => undefined, columns: {} }
	});
	let at = desk.now();
	/** Hears something a second later; says whether the stop has fired by then. */
	function hear(make: (t: string) => Heard): boolean {
		at += 1000;
		const made = heard.take('XYZ', make(new Date(at).toISOString()), 'stream', at);
		if (made !== null) source.take(made);
		while (run.nextAt() <= at) run.takeInstant();
		return desk.events.some(({ type }) => type === 'TriggerFired');
	}
	return hear;
}

const quote = (bp: number, ap: number) => (t: string) => ({ quote: { t, bp, ap } });
const trade = (p: number) => (t: string) => ({ trade: { t, p } });

it('a stop fires by the last trade, also while one side of the quote or both are not there', () => {
	for (const sides of [quote(94.9, 0), quote(0, 95.1), quote(0, 0), quote(94.9, 95.1)]) {
		const hear = guarded();
		expect([hear(trade(100)), hear(sides), hear(trade(95.01))]).toEqual([false, false, false]);
		expect(hear(trade(94.99))).toBe(true);
	}
});

it('one side alone fires nothing that both sides would not: it is no trade', () => {
	for (const sides of [quote(90, 0), quote(90, 90.1)]) {
		const hear = guarded();
		expect([hear(trade(100)), hear(sides)]).toEqual([false, false]);
	}
});
