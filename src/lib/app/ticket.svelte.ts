import type { TicketFields } from '../contract/askFields.ts';
import type { TicketPreview } from '../contract/deskView.ts';
import { percentToFraction } from './format/percentInput.ts';
import type { DeskClient } from './deskClient.svelte.ts';

/** A ticket as it is filled in: texts as typed, percentages as percentages. */
export interface TicketDraft {
	readonly symbol: string;
	readonly action: TicketFields['action'];
	readonly sizeBy: 'percent' | 'quantity';
	readonly size: string;
	readonly entryPrice: string;
	readonly stopLoss: string;
	readonly takeProfit: string;
	readonly trailingPercent: string;
	readonly reason: string;
}

const emptyDraft: TicketDraft = {
	symbol: '',
	action: 'BUY',
	sizeBy: 'percent',
	size: '5',
	entryPrice: '',
	stopLoss: '',
	takeProfit: '',
	trailingPercent: '',
	reason: ''
};

/** A preview is asked for when typing rests for so long, and again this often while prices move; milliseconds. */
const restsFor = 120;
const refreshesEvery = 500;

/** The fields of a draft as a decision carries them: what is empty, or not the action's, is left out. */
export function draftToFields(draft: TicketDraft): TicketFields {
	const { symbol, action, sizeBy, size } = draft;
	const buys = action === 'BUY';
	const guards = action !== 'SELL';
	const given = {
		sizePct: buys && sizeBy === 'percent' ? percentToFraction(size) : '',
		quantity: buys && sizeBy === 'quantity' ? size : '',
		entryPrice: buys ? draft.entryPrice : '',
		stopLoss: guards ? draft.stopLoss : '',
		takeProfit: guards ? draft.takeProfit : '',
		trailingStopPct: guards ? percentToFraction(draft.trailingPercent) : '',
		reason: draft.reason
	};
	const filled = Object.entries(given).map(([name, text]) => [name, text.trim()] as const);
	return {
		symbol: symbol.trim().toUpperCase(),
		action,
		...Object.fromEntries(filled.filter(([, text]) => text !== ''))
	};
}

/** What came of a ticket that was sent: in sentences, at an instant of the book's clock. */
interface TicketAnswer {
	readonly text: string;
	/** It was neither refused nor denied. */
	readonly isTaken: boolean;
	readonly at: number;
	/** The order that came of it; null when none did. */
	readonly orderId: string | null;
}

/** The ticket: what is typed, what it would come to, and its sending. */
export class Ticket {
	#draft = $state.raw(emptyDraft);
	#preview = $state.raw<TicketPreview | null>(null);
	#isSending = $state(false);
	#answer = $state.raw<TicketAnswer | null>(null);
	readonly #desk: Pick<DeskClient, 'ask' | 'act'>;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The newest question; an answer to an older one is not shown. */
	#asked = 0;

	constructor(desk: Pick<DeskClient, 'ask' | 'act'>) {
		this.#desk = desk;
	}

	get draft(): TicketDraft {
		return this.#draft;
	}
	get preview(): TicketPreview | null {
		return this.#preview;
	}
	get isSending(): boolean {
		return this.#isSending;
	}
	/** What came of the ticket sent last. */
	get answer(): TicketAnswer | null {
		return this.#answer;
	}

	edit = (change: Partial<TicketDraft>): void => {
		this.#draft = { ...this.#draft, ...change };
		this.#answer = null;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#askWithin(restsFor);
	};

	/** Prices moved: the preview is asked for again, but not for each price. */
	refresh = (): void => {
		if (this.#timer === undefined) this.#askWithin(refreshesEvery);
	};

	/** Sends the ticket; what was typed stays until it is taken. */
	send = async (): Promise<void> => {
		if (this.#isSending || this.#draft.symbol.trim() === '') return;
		this.#isSending = true;
		const sent = this.#draft;
		// What comes of it stands by the ticket, and is not said twice.
		const answer = await this.#desk.act('decide', { ticket: draftToFields(sent) }, () => '');
		this.#isSending = false;
		if (!answer.ok) return;
		// What was typed meanwhile is a ticket of its own.
		const { decision, order, text } = answer.value;
		const isTaken = decision.refusal === null && order?.status !== 'denied' && order?.status !== 'rejected';
		if (isTaken && this.#draft === sent)
			this.edit({ entryPrice: '', stopLoss: '', takeProfit: '', trailingPercent: '', reason: '' });
		const at = order?.madeAt ?? decision.takenAt ?? decision.at;
		this.#answer = { text, isTaken, at, orderId: order?.id ?? null };
	};

	/** Ends what waits. */
	stop = (): void => {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#asked++;
	};

	#askWithin(milliseconds: number): void {
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			void this.#ask();
		}, milliseconds);
	}

	async #ask(): Promise<void> {
		const asked = ++this.#asked;
		if (this.#draft.symbol.trim() === '') {
			this.#preview = null;
			return;
		}
		const answer = await this.#desk.ask('preview', { ticket: draftToFields(this.#draft) });
		if (asked === this.#asked && answer.ok) this.#preview = answer.value;
	}
}
