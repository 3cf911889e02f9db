import { formatDecimal, isZero, subtract, type Money, type Price } from '../domain/decimal.ts';
import type { DepthLevel } from '../domain/depth.ts';
import type { Fill, Reckoning } from '../domain/fill.ts';
import type { MetPrices } from '../domain/metPrices.ts';
import { moneyText, numberText, priceText } from './amounts.ts';
import type { FillReckoning } from './storyView.ts';

/** How a fill was reckoned, in words and numbers; null where that was not written down. */
export function reckoningTexts({ price, side, reckoned }: Fill): FillReckoning | null {
	if (reckoned === null) return null;
	return {
		met: metText(reckoned.met),
		price: pricedText(reckoned, price, side === 'buy'),
		costs: costsText(reckoned)
	};
}

function metText(met: MetPrices): string {
	return met.type === 'close' || met.levels === null
		? pricesText(met)
		: `${pricesText(met)}; of its levels ${levelsText(met.levels)}`;
}

/** What a fill took of each level: `100 at 100.04, 50 at 100.05`. */
function levelsText(levels: readonly DepthLevel[]): string {
	return levels
		.map(({ price, quantity }) => `${numberText(formatDecimal(quantity))} at ${priceText(price)}`)
		.join(', ');
}

function pricesText(met: MetPrices): string {
	switch (met.type) {
		case 'quote':
			return `a quote: bid ${priceText(met.bid)}, ask ${priceText(met.ask)}, last ${priceText(met.last)}`;
		case 'bar':
			return `a bar: open ${priceText(met.open)}, high ${priceText(met.high)}, low ${priceText(met.low)}`;
		case 'close':
			return `the close at ${priceText(met.from)}`;
	}
}

function pricedText({ met, by }: Reckoning, price: Price, isBuy: boolean): string {
	const { from } = met;
	if (by === 'walking') {
		return `the average of the levels from ${whichText(met, isBuy)}, ${priceText(from)}, on = ${priceText(price)}`;
	}
	if (by === 'naming') return `its limit, ${priceText(from)}`;
	const given = `${whichText(met, isBuy)}, ${priceText(from)}`;
	const difference = subtract(price, from);
	if (isZero(difference)) return given;
	const sign = price > from ? '+' : '−';
	const size = formatDecimal(price > from ? difference : subtract(from, price));
	return `${given} ${sign} ${size} ${by === 'slipping' ? 'slippage' : 'rounding'} = ${priceText(price)}`;
}

/** Which of the prices it met a fill is reckoned from. */
function whichText(met: MetPrices, isBuy: boolean): string {
	switch (met.type) {
		case 'close':
			return 'the close';
		case 'bar':
			return met.from === met.open ? 'the open' : 'the level that was reached';
		case 'quote': {
			const far = isBuy ? met.ask : met.bid;
			return met.from === far ? (isBuy ? 'the ask' : 'the bid') : 'the last price';
		}
	}
}

function costsText({ role, reckoned, charged }: Reckoning): string {
	const commission = exactText(reckoned.commission, charged.commission);
	const others = [
		['SEC', reckoned.sec, charged.sec],
		['FINRA', reckoned.taf, charged.taf]
	] as const;
	const regulatory = others
		.filter(([, due]) => !isZero(due))
		.map(([name, due, paid]) => `, ${name} ${exactText(due, paid)}`);
	return `as a ${role}: commission ${commission}${regulatory.join('')}`;
}

/** What was charged, and what it was reckoned as where that is another amount. */
function exactText(reckoned: Money, charged: Money): string {
	const paid = moneyText(charged);
	return reckoned === charged ? paid : `${paid} (reckoned ${moneyText(reckoned)})`;
}
