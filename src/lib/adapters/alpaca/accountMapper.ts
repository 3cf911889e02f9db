import type { AccountReading, BrokerPosition } from '../../domain/accountReading.ts';
import { absolute, negate } from '../../domain/decimal.ts';
import { failed, ok, type Result } from '../../domain/result.ts';
import type { Instant } from '../../domain/time.ts';
import type { ReadingFault } from '../../ports/broker.ts';
import { readActivities } from './activityReading.ts';
import { currentSymbol } from './coinNames.ts';
import { ExactReader } from './exactReader.ts';
import { readOrders, type KnownOrders } from './orderReading.ts';
import type { WireAccount, WireActivity, WireOrder, WirePosition } from './wire/trading.ts';

/** What an account answers to all that is asked of it. */
export interface WireReading {
	readonly account: WireAccount;
	readonly positions: readonly WirePosition[];
	/** Lists of orders; where one order is in several, the first with its legs counts. */
	readonly orders: readonly (readonly WireOrder[])[];
	readonly activities: readonly WireActivity[];
}

/** An account in the desk's words, every decimal exact; one number that cannot be read makes it a fault. */
export function wireToReading(
	wire: WireReading,
	{ at, since }: { readonly at: Instant; readonly since: Instant },
	known: KnownOrders
): Result<AccountReading, ReadingFault> {
	const reader = new ExactReader();
	const orders = readOrders(wire.orders, known, reader);
	const symbolByOrderId = new Map(orders.map(({ id, symbol }) => [id, symbol]));
	const reading = {
		...{ at, since, cash: reader.money(wire.account.cash, 'cash'), orders },
		...readActivities(wire.activities, symbolByOrderId, reader),
		positions: wire.positions.map((position) => readPosition(position, reader))
	};
	if (reader.problem === null) return ok(reading);
	return failed({ message: `The account cannot be read: ${reader.problem}.` });
}

function readPosition(wire: WirePosition, reader: ExactReader): BrokerPosition {
	const name = `position ${wire.symbol}:`;
	const size = reader.quantity(wire.qty, `${name} quantity`);
	return {
		symbol: currentSymbol(wire.symbol, wire.asset_class),
		// Some answers write the quantity of what is sold short without its sign.
		quantity: wire.side === 'short' ? negate(absolute(size)) : size,
		averageEntry: reader.price(wire.avg_entry_price, `${name} average entry`),
		price: reader.priceOrNull(wire.current_price, `${name} price`)
	};
}
