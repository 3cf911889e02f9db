import type { StrategyView } from '../../lib/contract/accounting.ts';
import type { Answer } from '../../lib/contract/deskApi.ts';
import {
	formatDecimal,
	formatMoney,
	isZero,
	multiply,
	pricePerUnit,
	subtract
} from '../../lib/domain/decimal.ts';
import { ok } from '../../lib/domain/result.ts';
import { noShares, type StrategyShare } from '../../lib/domain/strategyShares.ts';
import { lastPrice } from '../../lib/engine/state.ts';
import type { LiveBook } from '../../lib/runtime/runnerSetup.ts';
import type { DeskContext } from './deskContext.ts';

/** What each strategy holds and has realised, strategy by strategy. */
export function strategies(context: DeskContext): Answer<'strategies'> {
	const live = context.running().runner.live();
	const views = [...live.open.sharesBySymbol].flatMap(([symbol, { shares }]) =>
		shares.map((share) => viewShare(live, symbol, share))
	);
	return ok(views.sort((a, b) => compare(a.strategy, b.strategy) || compare(a.symbol, b.symbol)));
}

/** The strategies that hold a symbol, when there is more than one. */
export function viewHolders(live: LiveBook, symbol: string): readonly StrategyView[] {
	const { shares } = live.open.sharesBySymbol.get(symbol) ?? noShares;
	const holding = shares.filter(({ quantity }) => !isZero(quantity));
	return holding.length < 2 ? [] : holding.map((share) => viewShare(live, symbol, share));
}

function viewShare({ state }: LiveBook, symbol: string, share: StrategyShare): StrategyView {
	const { strategy, quantity, basis, realised, fees } = share;
	const last = lastPrice(state.market, symbol);
	const isFlat = isZero(quantity);
	const worth = isFlat ? basis : last === null ? null : multiply(quantity, last.price);
	return {
		...{ strategy, symbol, quantity: formatDecimal(quantity) },
		averageEntry: isFlat ? null : formatDecimal(pricePerUnit(basis, quantity)),
		realised: formatMoney(realised),
		unrealised: worth === null ? null : formatMoney(subtract(worth, basis)),
		fees: formatMoney(fees)
	};
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
