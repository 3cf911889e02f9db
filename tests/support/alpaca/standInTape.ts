import { decimalToNumber } from '../../../src/lib/domain/decimal.ts';
import type { StandInQuote } from './standInMatching.ts';

/** One message of the market, in the words of the wire: `T` is its kind; of its symbols a quote or a halt has one, news many. */
export interface StandInPrint {
	readonly symbols: readonly string[];
	readonly message: Readonly<Record<string, unknown>> & { readonly T: string };
}

/** A bar of a minute. */
export interface StandInBar {
	readonly open: number;
	readonly high: number;
	readonly low: number;
	readonly close: number;
	readonly volume: number;
}

/** News as a test tells it. */
export interface StandInArticle {
	readonly id: number;
	readonly headline: string;
	readonly symbols: readonly string[];
	readonly summary?: string;
}

/** What the stand-in says of the market to whoever listens; nothing of it is said again. */
export class StandInTape {
	readonly #listeners = new Set<(print: StandInPrint) => void>();
	readonly #at: () => string;
	#trades = 0;

	constructor(at: () => string) {
		this.#at = at;
	}

	listen(listener: (print: StandInPrint) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	quote(symbol: string, { bid, ask }: StandInQuote): void {
		const prices = { bp: decimalToNumber(bid), ap: decimalToNumber(ask), bs: 100, as: 100 };
		this.#print(symbol, {
			T: 'q',
			...(isCoin(symbol) ? {} : { bx: 'V', ax: 'V', c: ['R'], z: 'C' }),
			...prices
		});
	}

	trade(symbol: string, price: number, size = 100): void {
		const where = isCoin(symbol) ? { tks: 'B' } : { x: 'V', c: ['@'], z: 'C' };
		this.#print(symbol, { T: 't', i: ++this.#trades, p: price, s: size, ...where });
	}

	bar(symbol: string, { open, high, low, close, volume }: StandInBar): void {
		this.#print(symbol, { T: 'b', ...{ o: open, h: high, l: low, c: close, v: volume, n: 1, vw: close } });
	}

	/** Says that trading in a stock halts, or goes on. */
	status(symbol: string, isHalted: boolean): void {
		const said = isHalted
			? { sc: 'H', sm: 'Trading Halt', rc: 'T12', rm: 'Trading Halted; For information requested by NASDAQ' }
			: { sc: 'T', sm: 'Trading Resumption', rc: '', rm: '' };
		this.#print(symbol, { T: 's', ...said, z: 'C' });
	}

	article({ id, headline, symbols, summary = '' }: StandInArticle): void {
		const at = this.#at();
		const written = { author: 'The stand-in', source: 'benzinga', url: `https://news.invalid/${String(id)}` };
		const message = { T: 'n', id, headline, summary, content: '', symbols, created_at: at, updated_at: at };
		this.#tell({ symbols, message: { ...message, ...written } });
	}

	#print(symbol: string, message: StandInPrint['message']): void {
		this.#tell({ symbols: [symbol], message: { ...message, S: symbol, t: this.#at() } });
	}

	#tell(print: StandInPrint): void {
		for (const listener of this.#listeners) listener(print);
	}
}

/** Whether a symbol is a pair of a coin. */
export function isCoin(symbol: string): boolean {
	return symbol.includes('/');
}
