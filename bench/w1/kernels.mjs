// W1, the bounds: one pass over typed arrays, nothing allocated, everything about the workload known in advance.
import { ticksPerUnit } from '../lib/bars.mjs';

/** Columns that a kernel writes its result into. */
export function createColumns(bars) {
	const trades = bars / 4 + 16;
	return {
		equity: new Float64Array(bars),
		entryAt: new Int32Array(trades),
		exitAt: new Int32Array(trades),
		entryPrice: new Float64Array(trades),
		exitPrice: new Float64Array(trades),
		profit: new Float64Array(trades)
	};
}

/** Opens and closes as whole ticks. */
export function toTicks({ length, open, close }) {
	const ticks = (prices) => Int32Array.from(prices, (price) => price * ticksPerUnit);
	return { length, open: ticks(open), close: ticks(close) };
}

/** The obvious loop in float64: fills, trades, equity curve, drawdown. */
export function fullF64({ length, open, close }, { fast, slow, quantity, slippage, commission, cash }, out) {
	let position = 0;
	let sumFast = 0;
	let sumSlow = 0;
	let pending = 0;
	let trades = 0;
	let cost = 0;
	let peak = cash;
	let drawdown = 0;
	for (let i = 0; i < slow; i++) {
		sumSlow += close[i];
		if (i >= slow - fast) sumFast += close[i];
		out.equity[i] = cash;
	}
	let before = sumFast * slow - sumSlow * fast;
	for (let i = slow; i < length; i++) {
		if (pending > 0) {
			const price = open[i] * (1 + slippage);
			cost = price * quantity * (1 + commission);
			cash -= cost;
			position = quantity;
			out.entryAt[trades] = i;
			out.entryPrice[trades] = price;
		} else if (pending < 0) {
			const price = open[i] * (1 - slippage);
			const proceeds = price * quantity * (1 - commission);
			cash += proceeds;
			position = 0;
			out.exitAt[trades] = i;
			out.exitPrice[trades] = price;
			out.profit[trades] = proceeds - cost;
			trades++;
		}
		pending = 0;
		const equity = cash + position * close[i];
		out.equity[i] = equity;
		if (equity > peak) peak = equity;
		else if (peak - equity > drawdown * peak) drawdown = (peak - equity) / peak;
		sumFast += close[i] - close[i - fast];
		sumSlow += close[i] - close[i - slow];
		const now = sumFast * slow - sumSlow * fast;
		if (now > 0 && before <= 0 && position === 0) pending = 1;
		else if (now < 0 && before >= 0 && position !== 0) pending = -1;
		before = now;
	}
	return { trades, equity: out.equity[length - 1], drawdown };
}

/**
 * The same in whole ticks. The difference of the averages is one running Int32 (slow × Σ fast − fast × Σ slow), only a
 * change of its sign is looked at, and equity is written a stretch at a time.
 */
export function fullI32({ length, open, close }, { fast, slow, quantity, slippage, commission, cash }, out) {
	const last = length - 1;
	const buyUnit = (1 + slippage) / ticksPerUnit;
	const sellUnit = (1 - slippage) / ticksPerUnit;
	const valueUnit = quantity / ticksPerUnit;
	let position = 0;
	let trades = 0;
	let written = 0;
	let cost = 0;
	let peak = cash;
	let drawdown = 0;

	const fall = (equity) => {
		if (equity > peak) peak = equity;
		else if (peak - equity > drawdown * peak) drawdown = (peak - equity) / peak;
	};
	const writeFlat = (end) => {
		out.equity.fill(cash, written, end);
		fall(cash);
		written = end;
	};
	const writeHeld = (end) => {
		for (let i = written; i < end; i++) {
			const equity = cash + valueUnit * close[i];
			out.equity[i] = equity;
			if (equity > peak) peak = equity;
			else if (peak - equity > drawdown * peak) drawdown = (peak - equity) / peak;
		}
		written = end;
	};

	let difference = 0;
	for (let i = 0; i < slow; i++) difference = (difference - fast * close[i]) | 0;
	for (let i = slow - fast; i < slow; i++) difference = (difference + slow * close[i]) | 0;
	let before = difference;
	for (let i = slow; i < last; i++) {
		difference =
			(difference +
				Math.imul(slow - fast, close[i]) -
				Math.imul(slow, close[i - fast]) +
				Math.imul(fast, close[i - slow])) |
			0;
		if ((difference ^ before) < 0 || difference === 0 || before === 0) {
			if (difference > 0 && before <= 0 && position === 0) {
				writeFlat(i + 1);
				const price = open[i + 1] * buyUnit;
				cost = price * quantity * (1 + commission);
				cash -= cost;
				position = quantity;
				out.entryAt[trades] = i + 1;
				out.entryPrice[trades] = price;
			} else if (difference < 0 && before >= 0 && position !== 0) {
				writeHeld(i + 1);
				const price = open[i + 1] * sellUnit;
				const proceeds = price * quantity * (1 - commission);
				cash += proceeds;
				position = 0;
				out.exitAt[trades] = i + 1;
				out.exitPrice[trades] = price;
				out.profit[trades] = proceeds - cost;
				trades++;
			}
		}
		before = difference;
	}
	if (position === 0) writeFlat(length);
	else writeHeld(length);
	return { trades, equity: out.equity[last], drawdown };
}
