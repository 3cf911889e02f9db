// Quotes that touch none of the open orders, through the engine's turn of a quote and the simulator that holds the orders: a
// limit or a stop each, good until a time of its own. Bundled into .build. node .build/openOrders.mjs <orders>
import { createSimulator } from '../../src/lib/adapters/simulator/simulator.ts';
import type { ApprovedIntent } from '../../src/lib/domain/approvedIntent.ts';
import { unitsToPrice, zeroMoney, zeroQuantity, type Quantity } from '../../src/lib/domain/decimal.ts';
import type { ClientOrderId, DecisionId } from '../../src/lib/domain/ids.ts';
import { createInstrument } from '../../src/lib/domain/instrument.ts';
import type { OrderIntent } from '../../src/lib/domain/order.ts';
import { createState } from '../../src/lib/engine/state.ts';
import { runQuote } from '../../src/lib/engine/turn.ts';
import { defaultConfig } from '../../src/lib/schema/bookConfig.ts';
import { measure } from '../lib/measure.mjs';
import { count, createPrices, symbols } from './workload.mjs';

const unitsOfTick = 1e7;
const orders = Number(process.argv[2]);
const { symbol, price } = createPrices();
const units = price.map((ticks: number) => ticks * unitsOfTick);

const instruments = Array.from({ length: symbols }, (_, index) => createInstrument(`S${index}`, 'crypto'));

/** Buys far below the prices, in turn with a limit there and with a stop far above. */
function createIntent(index: number): ApprovedIntent {
	const isLimit = Math.floor(index / symbols) % 2 === 0;
	const far = unitsToPrice((isLimit ? 5_000 + (index % 997) : 90_000 + (index % 991)) * unitsOfTick);
	const intent: OrderIntent = {
		...{ id: `O${index}` as ClientOrderId, decisionId: `D${index}` as DecisionId },
		...{ symbol: `S${index % symbols}`, side: 'buy', type: isLimit ? 'limit' : 'stop', timeInForce: 'gtd' },
		...{ quantity: 1_000_000_000n as Quantity, trail: null, extendedHours: false, purpose: 'entry' },
		...{ limitPrice: isLimit ? far : null, stopPrice: isLimit ? null : far, beyond: zeroQuantity },
		...{ cause: 'ordered_by_hand', refPrice: null, reserve: zeroMoney, legs: null, group: null },
		levels: { stopLoss: null, takeProfit: null, trailing: null },
		...{ madeAt: 0, actsFrom: 0, ends: { at: 1e12 + index, reason: 'expires_at' } }
	};
	return intent as ApprovedIntent;
}

function open() {
	const state = createState(
		defaultConfig,
		instruments.map((instrument) => ({ instrument, interval: '1m' as const }))
	);
	const venue = createSimulator({
		cash: defaultConfig.startingCash,
		model: defaultConfig.fillModel,
		instruments
	});
	for (let index = 0; index < orders; index++) venue.submit(createIntent(index), 0, null);
	let events = 0;
	const desk = { state, venue, record: () => void events++ };
	// Lets the orders in, which no price could reach before.
	instruments.forEach(({ symbol: name }, index) => runQuote(desk, name, index, quoteOf(1, units[0] ?? 0)));
	return { desk, events: () => events };
}

const quoteOf = (at: number, last: number) => ({ at, bid: last, ask: last, last });

function run({ desk, events }: ReturnType<typeof open>) {
	for (let i = 0; i < count; i++) {
		const index = symbol[i] ?? 0;
		// A run asks for the next end before each instant and at it.
		if (desk.venue.nextEnd() <= i || desk.venue.nextEnd() <= i) throw new Error('an order has ended');
		runQuote(desk, instruments[index]?.symbol ?? '', index, quoteOf(i, units[i] ?? 0));
	}
	const guarded = instruments.filter(({ symbol: name }, index) =>
		desk.venue.mayTrade(name, index, unitsOfTick, unitsOfTick)
	);
	return { fires: events(), guarded: guarded.length };
}

measure(9, run, (result: ReturnType<typeof run>) => result, open);
