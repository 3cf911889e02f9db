import { unlentText } from '../../lib/contract/assetTexts.ts';
import type { TicketPreview } from '../../lib/contract/deskView.ts';
import { isPositive } from '../../lib/domain/decimal.ts';
import { openedBy } from '../../lib/domain/opening.ts';
import type { DeskContext } from './deskContext.ts';
import type { Prospect } from './preview.ts';

/** The symbol of which an order would open a short at an account; null where it opens none. */
export function shortedAtAccount(context: DeskContext, order: Prospect | null): string | null {
	if (order === null || context.running().runner.live().state.book.broker === null) return null;
	const { symbol, side } = order.intent;
	return side === 'sell' && isPositive(openedBy(order.intent)) ? symbol : null;
}

/** Why a symbol is not sold short, in a sentence: Alpaca's list of the last day says that it is not lent. Null where nothing says so. */
export async function unlentFault({ assets }: DeskContext, symbol: string): Promise<string | null> {
	return (await assets.isShortable(symbol)) === false ? unlentText(symbol) : null;
}

/** A look at an order, refused where it would open a short of what is not lent. */
export async function withUnlent(
	context: DeskContext,
	order: Prospect | null,
	seen: TicketPreview
): Promise<TicketPreview> {
	const symbol = shortedAtAccount(context, order);
	const fault = symbol === null ? null : await unlentFault(context, symbol);
	return fault === null ? seen : { ...seen, route: 'refuse', summary: `Refused: ${fault}`, approved: false };
}
