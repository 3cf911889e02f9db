import { partShortText, unlentText } from '../../lib/contract/assetTexts.ts';
import type { TicketPreview } from '../../lib/contract/deskView.ts';
import { isPositive } from '../../lib/domain/decimal.ts';
import { hasPartOfShare } from '../../lib/domain/instrument.ts';
import { openedBy } from '../../lib/domain/opening.ts';
import { instrumentOf } from '../../lib/engine/state.ts';
import type { DeskContext } from './deskContext.ts';
import type { Prospect } from './preview.ts';

/**
 * Why an order opens no short at an account, in a sentence: it has a part of a share, or Alpaca's list of the last day says that it is not
 * lent. Null where nothing says so, or it would open none.
 */
export async function shortRefusal(context: DeskContext, order: Prospect | null): Promise<string | null> {
	const { state } = context.running().runner.live();
	if (order === null || state.book.broker === null) return null;
	const { intent } = order;
	const opened = openedBy(intent);
	if (intent.side !== 'sell' || !isPositive(opened)) return null;
	if (hasPartOfShare(instrumentOf(state, intent.symbol).instrument, opened)) return partShortText;
	return (await context.assets.isShortable(intent.symbol)) === false ? unlentText(intent.symbol) : null;
}

/** A look at an order, refused where it would open a short that is refused. */
export async function withShortRefusal(
	context: DeskContext,
	order: Prospect | null,
	seen: TicketPreview
): Promise<TicketPreview> {
	const refusal = await shortRefusal(context, order);
	return refusal === null
		? seen
		: { ...seen, route: 'refuse', summary: `Refused: ${refusal}`, approved: false };
}
