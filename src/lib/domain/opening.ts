import { isPositive, type Quantity } from './decimal.ts';
import type { OrderIntent } from './order.ts';

/** Whether an order closes what is held and opens a position the other way. */
export function goesThroughZero({ beyond }: OrderIntent): boolean {
	return isPositive(beyond);
}

/** The quantity that an order opens or adds: all of an entry, of one through zero what goes beyond what is held. */
export function openedBy({
	purpose,
	quantity,
	beyond
}: Pick<OrderIntent, 'purpose' | 'quantity' | 'beyond'>): Quantity {
	return purpose === 'entry' ? quantity : beyond;
}
