import type { DeskView } from '../contract/deskView.ts';

/** What leaving an account's book is judged by. */
type Shown = Pick<DeskView, 'book' | 'brokerAccount' | 'positions' | 'orders'>;

/** Where somebody wants to go from the book of an account. */
interface Leaving {
	/** In words: `dry run`, or the name of a book. */
	readonly to: string;
	readonly go: () => void;
}

/** Asks before an account whose orders are sent is left with something open, on whichever page. */
export class LeavePanel {
	#asked = $state.raw<Leaving | null>(null);

	get asked(): Leaving | null {
		return this.#asked;
	}

	/** Goes at once where nothing is left behind, and asks else. */
	leave = (view: Shown | null, to: string, go: () => void): void => {
		const isGuarding =
			view !== null &&
			!view.book.isReadOnly &&
			view.brokerAccount !== null &&
			view.brokerAccount.routing !== 'dry_run';
		if (isGuarding && (view.positions.length > 0 || view.orders.length > 0)) this.#asked = { to, go };
		else go();
	};

	close = (): void => {
		this.#asked = null;
	};
}
