import type { Command } from '../../src/lib/domain/commands.ts';
import { formatDecimal } from '../../src/lib/domain/decimal.ts';
import { killLevels } from '../../src/lib/domain/killSwitch.ts';
import type { Order } from '../../src/lib/domain/order.ts';
import type { TimeInForce } from '../../src/lib/domain/orderTerms.ts';
import { lastPrice, type EngineState } from '../../src/lib/engine/state.ts';
import { price, quantity } from './deskBuilders.ts';
import { readOrder, type PlainOrder } from './orderDesk.ts';
import { createChance } from './randomRun.ts';

/** What a person does at an instant, given how the book stands then; null when there is nothing to do it to. */
export interface Act {
	readonly at: number;
	readonly make: (state: EngineState) => Command | null;
}

/** The chances of one act, each from 0 to 1, so that it does the same however often it is made. */
interface Dice {
	readonly kind: number;
	readonly a: number;
	readonly b: number;
	readonly c: number;
	readonly much: string;
	readonly timeInForce: TimeInForce;
}

/** What an act is made with: `off(1)` is 0.4 % above the last price. */
interface Scene extends Dice {
	readonly at: number;
	readonly request: string;
	readonly symbol: string;
	readonly off: (by: number) => string;
	readonly orders: readonly Order[];
}

type Maker = (scene: Scene) => PlainOrder | Command | null;

const sell = { side: 'sell', timeInForce: 'gtc' } as const;

/** What is done, the more often the more often it stands here. */
const makers: readonly Maker[] = [
	({ off, b, c }) => ({ target: off(b), stopLeg: off(-c) }),
	({ off, b, c }) => ({ target: off(b), stopLeg: off(-c), timeInForce: 'ioc' }),
	({ off, a, b }) => ({ limit: off(-a), target: off(b), stopLeg: off(-2), stopLimitLeg: off(-2.2) }),
	({ off, b }) => ({ target: off(b), trailLeg: '0.1%' }),
	({ off, a, b, at }) => ({
		...{ stop: off(a), limit: off(a - 0.5 + b) },
		...{ timeInForce: 'gtd', expiresAt: at + 30_000 }
	}),
	({ off, b, c }) => ({ trail: '0.1%', timeInForce: 'gtc', ...(b < 0.5 ? { activation: off(-c / 2) } : {}) }),
	({ off, a, b }) => ({ ...sell, limit: off(a), otherStop: off(-b) }),
	({ off, a, b }) => ({ ...sell, limit: off(a), otherStop: off(-b), timeInForce: 'day' }),
	({ off, b, c }) => ({ ...sell, trail: '0.1%', ...(b < 0.5 ? { activation: off(c / 2) } : {}) }),
	({ off, a, timeInForce }) => ({ ...sell, limit: off(a), timeInForce }),
	({ off, a }) => ({ ...sell, stop: off(-a), timeInForce: 'day' }),
	({ off, a, timeInForce }) => ({ limit: off(-a), timeInForce }),
	// At the market: what is more than is held goes through zero where shorts are allowed, and what is sold of nothing opens one.
	() => ({ ...sell }),
	({ off, b, c }) => ({ ...sell, stopLeg: off(c), target: off(-b) }),
	() => ({ timeInForce: 'gtc' }),
	...[replaceOne, replaceOne],
	({ at, request, orders, a }) => {
		const one = orders[Math.floor(a * orders.length)];
		return one === undefined ? null : { type: 'CancelOrder', at, request, orderId: one.intent.id };
	},
	({ at, request, symbol, a }) => ({
		...{ type: 'ClosePosition', at, request, symbol },
		quantity: a < 0.5 ? null : quantity('1')
	}),
	({ at, request, symbol, off, a }) => ({
		...{ type: 'ChangeProtection', at, request, symbol },
		change: { stopLoss: price(off(-a)) }
	}),
	({ at, request, a }) =>
		a < 0.3
			? {
					type: 'Halt',
					at,
					level: killLevels[Math.floor((a / 0.3) * killLevels.length)] ?? 'pause',
					by: 'switch',
					reason: request
				}
			: { type: 'Resume', at, to: null, by: 'switch', reason: request }
];

function replaceOne({ at, request, orders, off, much, a, b, c }: Scene): Command | null {
	const one = orders[Math.floor(a * orders.length)];
	if (one === undefined) return null;
	const { id: orderId, group, side, limitPrice, stopPrice } = one.intent;
	const change = {
		...(b < 0.4 && group === null ? { quantity: quantity(much) } : {}),
		...(limitPrice === null ? {} : { limitPrice: price(off(b - 0.5)) }),
		...(stopPrice === null ? {} : { stopPrice: price(off(side === 'sell' ? -c : c)) })
	};
	return { type: 'ReplaceOrder', at, request, orderId, change };
}

const times: readonly TimeInForce[] = ['day', 'gtc', 'ioc', 'fok', 'cls'];

/** A day of orders of every kind, from `from` on over `span` milliseconds. */
export function makeActs(
	seed: number,
	symbols: readonly string[],
	count: number,
	from: number,
	span: number
): readonly Act[] {
	const chance = createChance(seed);
	const pick = <Value>(values: readonly Value[]) => values[Math.floor(chance() * values.length)] as Value;
	const acts = Array.from({ length: count }, (_, index): Act => {
		const at = from + Math.floor(chance() * span);
		const [request, symbol, much] = [
			`c${String(index)}`,
			pick(symbols),
			String(1 + Math.floor(chance() * 9))
		];
		const dice = { kind: chance(), a: chance(), b: chance(), c: chance(), much, timeInForce: pick(times) };
		return { at, make: (state) => makeAct(state, { ...dice, at, request, symbol }) };
	});
	return acts.sort((one, other) => one.at - other.at);
}

function makeAct(state: EngineState, given: Omit<Scene, 'off' | 'orders'>): Command | null {
	const { kind, at, request, symbol, much } = given;
	const last = Number(formatDecimal(lastPrice(state.market, symbol)?.price ?? price('10')));
	const off = (by: number) => (last * (1 + by * 0.004)).toFixed(2);
	const make = makers[Math.floor(kind * makers.length)];
	const made = make?.({ ...given, off, orders: [...state.book.orders.values()] }) ?? null;
	if (made === null || 'type' in made) return made;
	return { type: 'SubmitOrder', at, request, order: readOrder({ symbol, quantity: much, ...made }) };
}
