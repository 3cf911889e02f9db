import type { JournalLine } from '../contract/deskView.ts';
import type { DeskClient } from './deskClient.svelte.ts';
import { OrderTicket } from './orderTicket.svelte.ts';
import { Ticket } from './ticket.svelte.ts';

/** Which ticket is filled in: of a decision, which the desk sizes, or of an order as it is given. */
export type TicketKind = 'decision' | 'order';

const storageKey = 'blotter.ticket';

/** Both tickets of the desk, one of which is shown; a draft outlives the page it was begun on. */
export class Tickets {
	readonly decision: Ticket;
	readonly order: OrderTicket;
	#kind = $state<TicketKind>('decision');
	#isSummoned = $state(false);

	constructor(desk: Pick<DeskClient, 'ask' | 'act' | 'view'>) {
		this.decision = new Ticket(desk);
		this.order = new OrderTicket(desk);
	}

	get kind(): TicketKind {
		return this.#kind;
	}
	/** The symbol of the ticket that is shown. */
	get symbol(): string {
		return this.#shown.draft.symbol.trim().toUpperCase();
	}

	/** Shows the other ticket, with the symbol of this one. */
	choose = (kind: TicketKind): void => {
		if (kind === this.#kind) return;
		const { symbol } = this;
		this.stop();
		this.#kind = kind;
		if (symbol !== '') this.pick(symbol);
		try {
			localStorage.setItem(storageKey, kind);
		} catch {
			// A browser that forbids storage keeps a choice for as long as the page is open.
		}
	};

	/** Whether the desk shall go to the ticket as soon as it is there. */
	get isSummoned(): boolean {
		return this.#isSummoned;
	}

	/** Lets the desk go to a ticket, from wherever. */
	summon = (kind: TicketKind): void => {
		this.choose(kind);
		this.#isSummoned = true;
	};

	/** The desk is at the ticket. */
	arrive = (): void => {
		this.#isSummoned = false;
	};

	/** Takes up what was chosen on this device. */
	restore = (): void => {
		try {
			this.#kind = localStorage.getItem(storageKey) === 'order' ? 'order' : 'decision';
		} catch {
			this.#kind = 'decision';
		}
	};

	pick = (symbol: string): void => this.#shown.pick(symbol);
	refresh = (): void => this.#shown.refresh();
	/** Tells the tickets what became of their orders. */
	follow = (feed: readonly JournalLine[]): void => {
		this.decision.follow(feed);
		this.order.follow(feed);
	};
	stop = (): void => {
		this.decision.stop();
		this.order.stop();
	};

	get #shown(): Ticket | OrderTicket {
		return this.#kind === 'order' ? this.order : this.decision;
	}
}
