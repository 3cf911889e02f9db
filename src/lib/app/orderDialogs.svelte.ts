import type { OrderFilter } from '../domain/commands.ts';

/** What is asked about open orders in a dialog, on whichever page. */
type Asked =
	| { readonly type: 'change'; readonly orderId: string }
	| { readonly type: 'cancelAll'; readonly filter: Pick<OrderFilter, 'symbol' | 'side'> };

/** The dialogs about open orders: one order gets other terms, or many are taken back. */
export class OrderDialogs {
	#asked = $state.raw<Asked | null>(null);

	get asked(): Asked | null {
		return this.#asked;
	}

	change = ({ id }: { readonly id: string }): void => {
		this.#asked = { type: 'change', orderId: id };
	};

	/** Asks whether the open orders of a symbol or side, or all of them, shall be taken back. */
	cancelAll = (filter: Pick<OrderFilter, 'symbol' | 'side'> = {}): void => {
		this.#asked = { type: 'cancelAll', filter };
	};

	close = (): void => {
		this.#asked = null;
	};
}
