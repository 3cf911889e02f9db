import { add, subtract, zeroMoney } from '../domain/decimal.ts';
import type { AccountSnapshot, BookEvent, PositionMark } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { raiseEvents } from './highWater.ts';
import { nothing, type Decided } from './inputs.ts';
import { valueOfPositions } from './valuation.ts';
import { lastPrice, type EngineState } from './state.ts';

/** Puts on record what prices have changed and must survive: the account with its marks, and high-water marks; nothing while a position has no price. */
export function decideSnapshot(state: EngineState, at: Instant, endsDay: boolean): Decided {
	if (valueOfPositions(state.book, state.market) === null) return nothing;
	const raised: readonly BookEvent[] = [...state.book.protectionBySymbol.keys()].flatMap((symbol) =>
		raiseEvents(state, symbol, at)
	);
	const snapshot = takeSnapshot(state, at);
	return {
		events: [...raised, { type: 'SnapshotTaken', snapshot, marks: takeMarks(state), endsDay }],
		effects: []
	};
}

/** The account at this instant, positions at their last price, exact; throws when a position was never priced. */
export function takeSnapshot({ book, market }: EngineState, at: Instant): AccountSnapshot {
	const positionsValue = valueOfPositions(book, market);
	if (positionsValue === null) throw new Error('a position has no price');
	let basis = zeroMoney;
	for (const position of book.positionBySymbol.values()) basis = add(basis, position.basis);
	const { cash, realisedGross, fees } = book.account;
	return {
		at,
		cash,
		positionsValue,
		equity: add(cash, positionsValue),
		unrealised: subtract(positionsValue, basis),
		realisedGross,
		fees
	};
}

/** The positions with their last prices; one that was never priced is not among them. */
export function takeMarks({ book, market }: EngineState): readonly PositionMark[] {
	return [...book.positionBySymbol.values()].flatMap(({ symbol, quantity }) => {
		const last = lastPrice(market, symbol);
		return last === null ? [] : [{ symbol, quantity, price: last.price }];
	});
}
