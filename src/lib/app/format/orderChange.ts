import type { DeskRequests } from '../../contract/deskApi.ts';
import type { OrderRow } from '../../domain/deskRows.ts';
import { decimalText, moneyText } from './decimalText.ts';
import { fractionToPercent, percentToFraction } from './percentInput.ts';

/** What is known of an order that is given other terms. */
type Terms = Pick<OrderRow, 'quantity' | 'limitPrice' | 'stopPrice' | 'trail'>;

/** The terms of an order as a person types them; null for what an order of its type has not. */
export interface TypedTerms {
	readonly quantity: string | null;
	readonly limitPrice: string | null;
	readonly stopPrice: string | null;
	readonly trail: string | null;
}

type Change = Omit<DeskRequests['replaceOrder']['ask'], 'orderId' | 'request'>;

/** The terms as they stand; how much an exit of a group is for follows from the position, and is not typed. */
export function typedTerms(order: Terms & Pick<OrderRow, 'groupId'>): TypedTerms {
	const { quantity, limitPrice, stopPrice, trail, groupId } = order;
	const follows = trail?.by === 'fraction' ? fractionToPercent(trail.value) : (trail?.value ?? null);
	return { quantity: groupId === null ? quantity : null, limitPrice, stopPrice, trail: follows };
}

/** What is typed otherwise than it stands; nothing when all of it is the same. */
export function changedTerms(order: Terms & Pick<OrderRow, 'groupId'>, typed: TypedTerms): Change {
	const now = typedTerms(order);
	const isNew = (name: keyof TypedTerms): boolean => typed[name] !== null && typed[name].trim() !== now[name];
	const { quantity, limitPrice, stopPrice, trail } = typed;
	const by = order.trail?.by;
	return {
		...(isNew('quantity') && quantity !== null ? { quantity: quantity.trim() } : {}),
		...(isNew('limitPrice') && limitPrice !== null ? { limitPrice: limitPrice.trim() } : {}),
		...(isNew('stopPrice') && stopPrice !== null ? { stopPrice: stopPrice.trim() } : {}),
		...(isNew('trail') && trail !== null
			? by === 'fraction'
				? { trailPct: percentToFraction(trail) }
				: { trailAmount: trail.trim() }
			: {})
	};
}

/** What pressing the button does: `Change stop to 173.40 and quantity to 12`. */
export function changeButtonText(change: Change): string {
	const { quantity, limitPrice, stopPrice, trailPct, trailAmount } = change;
	const parts = [
		partText('limit', limitPrice, moneyText),
		partText('stop', stopPrice, moneyText),
		partText('trail', trailPct, (text) => `${fractionToPercent(text)} %`),
		partText('trail', trailAmount, moneyText),
		partText('quantity', quantity, decimalText)
	].filter((part) => part !== null);
	return parts.length === 0 ? 'Nothing is changed' : `Change ${parts.join(' and ')}`;
}

function partText(name: string, value: string | undefined, tell: (text: string) => string): string | null {
	if (value === undefined) return null;
	return /^\d+(\.\d+)?$/.test(value) ? `${name} to ${tell(value)}` : name;
}
