import { partShortText, unlentText } from '../../lib/contract/assetTexts.ts';
import type { TicketPreview } from '../../lib/contract/deskView.ts';
import { isPositive } from '../../lib/domain/decimal.ts';
import { hasPartOfShare } from '../../lib/domain/instrument.ts';
import { openedBy } from '../../lib/domain/opening.ts';
import type { OrderIntent } from '../../lib/domain/order.ts';
import { instrumentOf } from '../../lib/engine/state.ts';
import type { DeskContext } from './deskContext.ts';
import type { Prospect } from './preview.ts';

/** The intent of an order that would open a short at an account; null where it opens none. */
export function shortedAtAccount(context: DeskContext, order: Prospect | null): OrderIntent | null {
	if (order === null || context.running().runner.live().state.book.broker === null) return null;
	const { intent } = order;
	return intent.side === 'sell' && isPositive(openedBy(intent)) ? intent : null;
}

/**
 * Why a short is not sold, in a sentence: it has a part of a share, or Alpaca's list of the last day says that it is not lent. Null where
 * nothing says so.
 */
export async function shortFault(context: DeskContext, intent: OrderIntent): Promise<string | null> {
	const { instrument } = instrumentOf(context.running().runner.live().state, intent.symbol);
	if (hasPartOfShare(instrument, openedBy(intent))) return partShortText;
	return (await context.assets.isShortable(intent.symbol)) === false ? unlentText(intent.symbol) : null;
}

/** A look at an order, refused where it would open a short of what is not lent. */
export async function withUnlent(
	context: DeskContext,
	order: Prospect | null,
	seen: TicketPreview
): Promise<TicketPreview> {
	const shorted = shortedAtAccount(context, order);
	const fault = shorted === null ? null : await shortFault(context, shorted);
	return fault === null ? seen : { ...seen, route: 'refuse', summary: `Refused: ${fault}`, approved: false };
}
