import type { BookEvent } from '../../src/lib/domain/events.ts';
import { isOpenStatus } from '../../src/lib/domain/order.ts';
import type { OrderTerms } from '../../src/lib/domain/orderTerms.ts';
import type { RiskLimits } from '../../src/lib/domain/riskLimits.ts';
import { createDecision, createLevels, price, quantity, ratio, sessionOpen } from './deskBuilders.ts';
import { readOrder } from './orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from './quoteDesk.ts';
import { createChance } from './randomRun.ts';

/** One thing that was done to a desk, and what came of it: a price of whole cents, a change that was asked for, or something else. */
export interface StreamStep {
	readonly quote: { readonly symbol: string; readonly cents: number } | null;
	readonly change: { readonly orderId: string; readonly terms: Partial<OrderTerms> } | null;
	readonly at: number;
	readonly events: readonly BookEvent[];
}

export const streamSymbols = ['XYZ', 'ABC', 'DAY'] as const;
const strategies = ['', 'swing', 'drift'] as const;
const day = 86_400_000;

/** Chances, and the desk they are played on. */
interface Play {
	readonly desk: QuoteDesk;
	readonly chance: () => number;
	readonly pick: <Value>(values: readonly Value[]) => Value;
	readonly cents: Map<string, number>;
	count: number;
}

type Act = (play: Play) => Pick<StreamStep, 'quote' | 'change'> | null;

const none = { quote: null, change: null };
const text = (cents: number): string => (cents / 100).toFixed(2);

const quote: Act = (play) => quoteOf(play, play.pick(streamSymbols));

function quoteOf({ desk, chance, cents }: Play, symbol: string): ReturnType<Act> {
	const last = Math.max(100, Math.round((cents.get(symbol) ?? 2000) * (0.97 + chance() * 0.06)));
	cents.set(symbol, last);
	const half = chance() < 0.5 ? 0 : 2;
	desk.quote(`${text(last - half)} ${text(last + half)} ${text(last)}`, symbol);
	return { quote: { symbol, cents: last }, change: null };
}

function randomDecision({ chance, pick, cents, ...play }: Play, at: number) {
	const symbol = pick(streamSymbols);
	const last = cents.get(symbol) ?? 2000;
	const some = String(1 + Math.floor(chance() * 90));
	const action = chance() < 0.55 ? 'BUY' : 'SELL';
	const away = (by: number) => text(Math.round(last * (action === 'BUY' ? 1 - by : 1 + by)));
	const levels = {
		stopLoss: chance() < 0.5 ? away(0.01 + chance() * 0.1) : undefined,
		trailing: chance() < 0.4 ? '0.05' : undefined,
		takeProfit: chance() < 0.2 ? away(-0.1) : undefined
	};
	return createDecision({
		...{ id: `d${String(play.count)}`, at, symbol, action, strategy: pick(strategies) },
		...{
			levels: createLevels(levels),
			size: { by: 'quantity', quantity: quantity(pick(['1', '15', '40', '100', some, some])) }
		},
		entryPrice: chance() < 0.3 ? price(away(0.002 + chance() * 0.03)) : null
	});
}

const decide: Act = (play) => {
	play.count++;
	play.desk.take(randomDecision(play, play.desk.now() + 1000));
	return none;
};

/** An order by hand: it opens, closes, or trades more than is held. */
const order: Act = (play) => {
	orderAt(play, play.desk.now() + 1000);
	return none;
};

function orderAt(play: Play, at: number): void {
	const { desk, chance, pick, cents } = play;
	const symbol = pick(streamSymbols);
	const side = pick(['buy', 'sell'] as const);
	const last = cents.get(symbol) ?? 2000;
	const limit = text(Math.round(last * (side === 'buy' ? 0.98 : 1.02)));
	const asked = { symbol, side, quantity: pick(['10', '25', '150']), timeInForce: 'gtc' as const };
	const given = readOrder(chance() < 0.5 ? { ...asked, limit } : asked);
	play.count++;
	desk.askAt({ type: 'SubmitOrder', request: `r${String(play.count)}`, order: given }, at);
}

const replace: Act = ({ desk, chance, pick, cents }) => {
	const open = [...desk.state.book.orders.values()].filter(({ status }) => isOpenStatus(status));
	const one = open[Math.floor(chance() * open.length)];
	if (one === undefined) return null;
	const { id, symbol, limitPrice } = one.intent;
	const near = text(Math.round((cents.get(symbol) ?? 2000) * (0.95 + chance() * 0.1)));
	const terms = {
		...(chance() < 0.6 ? { quantity: quantity(pick(['1', '20', '60', '200'])) } : {}),
		...(limitPrice === null ? {} : { limitPrice: price(near) })
	};
	desk.ask({ type: 'ReplaceOrder', request: `p${String(desk.now())}`, orderId: id, change: terms });
	return { quote: null, change: { orderId: id, terms } };
};

const close: Act = ({ desk, pick, chance }) => {
	const part = chance() < 0.5 ? null : quantity('1');
	const request = `c${String(desk.now())}`;
	desk.ask({ type: 'ClosePosition', request, symbol: pick(streamSymbols), quantity: part });
	return none;
};

const cancel: Act = ({ desk, chance }) => {
	const open = [...desk.state.book.orders.values()].filter(({ status }) => isOpenStatus(status));
	const one = open[Math.floor(chance() * open.length)];
	if (one === undefined) return null;
	desk.ask({ type: 'CancelOrder', request: `x${String(desk.now())}`, orderId: one.intent.id });
	return none;
};

/** What is done, the more often the more often it stands here. */
const acts: readonly Act[] = [
	...[quote, quote, quote, quote, quote, quote],
	...[decide, decide, decide, order, order, replace, replace, close, cancel]
];

/**
 * Two days of prices, decisions and orders by hand on a desk that may sell short, with a hundred decisions and forty orders at one instant and two
 * exits of each symbol at once, told step by step.
 */
export function runStream(seed: number, risk: Partial<RiskLimits>): readonly StreamStep[] {
	const desk = createQuoteDesk({
		...{ startingCash: '10000', allowShort: true, allowAdding: true, perShare: '0.01' },
		...{ shortInitial: '0.5', shortMaintenance: '0.3', maxDataAgeSeconds: 1_000_000 },
		risk
	});
	const chance = createChance(seed);
	const pick = <Value>(values: readonly Value[]) => values[Math.floor(chance() * values.length)] as Value;
	const play: Play = { desk, chance, pick, cents: new Map(), count: 0 };
	const steps: StreamStep[] = [];
	const take = (act: Act): void => {
		const from = desk.events.length;
		const done = act(play);
		if (done !== null) steps.push({ ...done, at: desk.now(), events: desk.events.slice(from) });
	};
	const some = (count: number): void => {
		for (let index = 0; index < count; index++) take(pick(acts));
	};
	for (const symbol of streamSymbols) take(() => quoteOf(play, symbol));
	some(60);
	const noon = desk.now() + 1000;
	for (let index = 0; index < 140; index++) take(index % 7 < 5 ? decideAt(noon) : handAt(noon));
	some(30);
	const late = desk.now() + 1000;
	for (const symbol of streamSymbols) for (const name of ['a', 'b']) take(exitAtOnce(symbol, name, late));
	some(20);
	take(() => {
		desk.nextDay();
		return none;
	});
	desk.goTo(sessionOpen + day);
	some(90);
	return steps;
}

/** One of many decisions at the same instant. */
function decideAt(at: number): Act {
	return (play) => {
		play.count++;
		play.desk.askAt({ type: 'TakeDecision', decision: randomDecision(play, at) }, at);
		return none;
	};
}

function handAt(at: number): Act {
	return (play) => {
		orderAt(play, at);
		return none;
	};
}

function exitAtOnce(symbol: string, name: string, at: number): Act {
	return ({ desk }) => {
		const held = desk.state.book.positionBySymbol.get(symbol)?.quantity ?? 0n;
		const decision = createDecision({
			...{ id: `exit ${symbol} ${name}`, at, symbol, action: held < 0n ? 'BUY' : 'SELL' },
			size: { by: 'fraction', fraction: ratio('0.1') }
		});
		desk.askAt({ type: 'TakeDecision', decision }, at);
		return none;
	};
}
