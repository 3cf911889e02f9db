import { dayClockText } from '#lib/app/format/clockText.ts';
import { moneyText } from '#lib/app/format/decimalText.ts';
import { isShort } from '#lib/app/format/standing.ts';
import type { PositionView } from '#lib/contract/deskView.ts';

/** When and by whom a position was opened, and where its trail stands. */
export function openedText(position: PositionView): string {
	const { quantity, openedAt, isSimulated, isExternal, decisionId, trailing } = position;
	const simulated = isSimulated ? ', simulated' : '';
	const by = isExternal ? 'something else than this book' : `decision ${decisionId}`;
	const opened = `Opened ${dayClockText(openedAt)} New York${simulated}, by ${by}.`;
	if (trailing === null) return opened;
	const { highWater, level } = trailing;
	return `${opened} The ${isShort(quantity) ? 'low' : 'high'}-water mark is ${moneyText(highWater)}, the trail stands at ${moneyText(level)}.`;
}
