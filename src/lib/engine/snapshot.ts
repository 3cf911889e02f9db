import { add, subtract, zeroMoney } from '../domain/decimal.ts';
import type { AccountSnapshot } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { valueOfPositions } from './riskFacts.ts';
import type { EngineState } from './state.ts';

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
