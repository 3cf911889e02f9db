import type { CandlesView } from '../../contract/candles.ts';
import { originTexts } from '../../contract/priceTexts.ts';
import type { PriceOrigin } from '../../domain/quote.ts';
import { instantText, spanText } from './instantText.ts';

const minute = 60_000;

type Told = Pick<CandlesView, 'symbol' | 'source' | 'knownFrom' | 'past'>;

/** Where the prices of a chart are from, in sentences. */
export function originText(shown: Told): string {
	const { source, knownFrom } = shown;
	const from = knownFrom === null ? '' : `, known from ${spanText(knownFrom, knownFrom)} on`;
	switch (source) {
		case 'generated':
			return `Simulated prices${from}.`;
		case 'bars':
		case 'history':
			return `The bars that were given${from}.`;
		case 'alpaca':
			return followedText(shown);
	}
}

/** Where the price of now is from, in a few words; `origin` is how it came from Alpaca. */
export function priceTag(source: Told['source'], origin: PriceOrigin | null): string {
	if (source === 'generated') return 'Simulated prices';
	if (source !== 'alpaca') return 'Given bars';
	return origin === null ? 'Alpaca’s prices' : `Alpaca’s prices, ${originTexts[origin]}`;
}

/** Why there are no candles yet. */
export function emptyText(shown: Told): string {
	if (shown.source !== 'alpaca') return `Candles of ${shown.symbol} are drawn here from its first price on.`;
	return `Candles of ${shown.symbol} are drawn here as soon as there are prices. ${pastText(shown)}`.trim();
}

function followedText(shown: Told): string {
	const to = shown.past?.to ?? null;
	const bars =
		to === null
			? 'Prices as this desk heard them.'
			: `Alpaca’s bars to ${instantText(Math.floor(to / minute) * minute)}, then as heard here.`;
	return `${bars} ${pastText(shown)}`.trim();
}

/** Why the past is not all there. */
function pastText({ past }: Told): string {
	if (past === null) return 'Earlier bars are read from Alpaca once keys are given or unlocked.';
	if (past.problem !== '') return `Earlier bars could not be read. ${past.problem}`;
	return past.isReading && past.to === null ? 'Earlier bars are being read…' : '';
}
