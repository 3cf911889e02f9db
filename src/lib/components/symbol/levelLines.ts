import { moneyText, subtractTexts } from '#lib/app/format/decimalText.ts';
import { changeText, estimateText } from '#lib/app/format/estimateText.ts';
import { isShort, unsigned } from '#lib/app/format/standing.ts';
import { clockText } from '#lib/app/format/clockText.ts';
import { decimalText } from '#lib/app/format/decimalText.ts';
import type { PositionView, TriggerView } from '#lib/contract/deskView.ts';
import type { FillRow } from '#lib/domain/deskRows.ts';
import type { ChartFill, ChartLevel } from '../chart/chartModel.ts';

const triggerNames = { stop_loss: 'Stop', take_profit: 'Target', trailing_stop: 'Trail' } as const;
const lineByKind = { stop_loss: 'stop', take_profit: 'target', trailing_stop: 'trail' } as const;

/** The lines of a symbol on its chart: entry, what guards it with its distance in % and money, and the last price. */
export function linesOf(
	position: PositionView | null,
	triggers: readonly TriggerView[],
	last: string | null
): readonly ChartLevel[] {
	const lines: ChartLevel[] = triggers.map(({ id, kind, level, distance }) => ({
		key: id,
		kind: lineByKind[kind],
		price: Number(level),
		text: `${triggerNames[kind]} ${moneyText(level)}${distanceText(position, level, distance)}`
	}));
	if (position !== null) {
		const { averageEntry, quantity } = position;
		const what = isShort(quantity) ? 'Short' : 'Entry';
		const text = `${what} ${decimalText(unsigned(quantity))} at ${estimateText(Number(averageEntry))}`;
		lines.push({ key: 'entry', kind: 'entry', price: Number(averageEntry), text });
	}
	if (last !== null) {
		lines.push({ key: 'last', kind: 'last', price: Number(last), text: moneyText(last) });
	}
	return lines;
}

/** How far a level is from the last price, and what the position would win or lose on the way (an estimate). */
function distanceText(position: PositionView | null, level: string, distance: number | null): string {
	if (distance === null) return '';
	const { last = null, quantity = '0' } = position ?? {};
	if (last === null) return ` · ${changeText(distance)}`;
	const money = Number(subtractTexts(level, last)) * Number(quantity);
	return ` · ${changeText(distance)} · ${money > 0 ? '+' : ''}${estimateText(money)}`;
}

/** A fill in a sentence. */
function fillText({ side, quantity, symbol, price, fee, at }: FillRow): string {
	const verb = side === 'buy' ? 'Bought' : 'Sold';
	return `${verb} ${decimalText(quantity)} ${symbol} at ${moneyText(price)}, fee ${moneyText(fee)}, ${clockText(at)}.`;
}

/** The fills of a symbol as marks on its chart. */
export function marksOf(
	fills: readonly FillRow[],
	storyOf: (orderId: string) => string
): readonly ChartFill[] {
	return fills.map((fill) => ({
		key: String(fill.seq),
		at: fill.at,
		price: Number(fill.price),
		side: fill.side,
		text: fillText(fill),
		href: storyOf(fill.orderId)
	}));
}
