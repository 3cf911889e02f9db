import type { PricesView } from '../../contract/accountView.ts';
import { originTexts } from '../../contract/priceTexts.ts';
import type { PriceOrigin } from '../../domain/quote.ts';
import { spanOfTime } from './clockText.ts';

/** How prices come where not all of them are streamed: `30 streamed, 15 asked for every 5 s`; null where there is nothing to say. */
export function feedText({
	streamed,
	polled,
	pollEvery
}: Pick<PricesView, 'streamed' | 'polled' | 'pollEvery'>): string | null {
	if (polled === 0 || pollEvery === null) return null;
	return `${String(streamed)} streamed, ${String(polled)} asked for every ${String(Math.round(pollEvery / 1000))} s`;
}

/** Where a price came from and how old it is: `From the stream, 3 s old`; empty where neither is known. */
export function priceTip(origin: PriceOrigin | null, at: number | null, now: number): string {
	if (at === null) return '';
	const age = `${spanOfTime(now - at)} old`;
	return origin === null ? `Kept from before, ${age}` : capital(`${originTexts[origin]}, ${age}`);
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
