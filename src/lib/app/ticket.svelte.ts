import type { TicketFields } from '../contract/askFields.ts';
import type { TicketPreview } from '../contract/deskView.ts';
import { percentToFraction } from './format/percentInput.ts';
import { noStanding, opensAt, standingIn, type Standing } from './format/standing.ts';
import type { DeskClient } from './deskClient.svelte.ts';
import { PreviewedDraft, type DraftAnswer } from './previewedDraft.svelte.ts';

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

/** The fields of a draft as a decision carries them: what is empty, or not the action's, is left out. */
export function draftToFields(draft: TicketDraft, standing: Standing = noStanding): TicketFields {
	const { symbol, action, sizeBy, size } = draft;
	// What a SELL says beside its symbol counts where it opens a short.
	const sells = action === 'SELL' && opensAt(standing, 'sell');
	const buys = action === 'BUY' || sells;
	const guards = action !== 'SELL' || sells;
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

type Desk = Pick<DeskClient, 'ask' | 'act' | 'view'>;

/** The ticket of a decision. */
export class Ticket extends PreviewedDraft<TicketDraft> {
	protected readonly emptied = {
		entryPrice: '',
		stopLoss: '',
		takeProfit: '',
		trailingPercent: '',
		reason: ''
	};
	readonly #desk: Desk;

	constructor(desk: Desk) {
		super(emptyDraft);
		this.#desk = desk;
	}

	/** How the desk stands to the symbol. */
	get standing(): Standing {
		return standingIn(this.#desk.view, this.draft.symbol.trim().toUpperCase());
	}

	protected async look(draft: TicketDraft): Promise<TicketPreview | null> {
		const answer = await this.#desk.ask('preview', { ticket: draftToFields(draft, this.standing) });
		return answer.ok ? answer.value : null;
	}

	protected async carry(draft: TicketDraft): Promise<DraftAnswer | null> {
		// What comes of it stands by the ticket, and is not said twice.
		const answer = await this.#desk.act('decide', { ticket: draftToFields(draft, this.standing) }, () => '');
		if (!answer.ok) return null;
		const { decision, order, text } = answer.value;
		const isTaken = decision.refusal === null && order?.status !== 'denied' && order?.status !== 'rejected';
		const at = order?.madeAt ?? decision.takenAt ?? decision.at;
		const waits = isTaken && order?.status !== 'filled';
		return { text, isTaken, at, orderId: order?.id ?? null, waits };
	}
}
