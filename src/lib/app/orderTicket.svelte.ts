import type { TicketPreview } from '../contract/deskView.ts';
import type { DeskClient } from './deskClient.svelte.ts';
import { draftToOrder, missingExits, typedFaults, type OrderDraft } from './format/orderDraft.ts';
import { standingIn, type Standing } from './format/standing.ts';
import { PreviewedDraft, type DraftAnswer } from './previewedDraft.svelte.ts';

const emptyDraft: OrderDraft = {
	...{ symbol: '', side: 'buy', sizeBy: 'quantity', size: '', type: 'market' },
	...{ limitPrice: '', stopPrice: '', trailBy: 'percent', trail: '', activationPrice: '' },
	...{ timeInForce: 'day', lastDay: '', extendedHours: false, reduceOnly: false },
	...{ exits: 'none', stopBy: 'stop', target: '', stop: '', stopLimit: '', stopTrail: '' }
};

type Desk = Pick<DeskClient, 'ask' | 'act' | 'view'>;

/** The ticket of an order as it is given, of any type. */
export class OrderTicket extends PreviewedDraft<OrderDraft> {
	protected readonly emptied = {
		...{ size: '', limitPrice: '', stopPrice: '', trail: '', activationPrice: '' },
		...{ target: '', stop: '', stopLimit: '', stopTrail: '' }
	};
	readonly #desk: Desk;
	/** The draft that was sent while something was missing. */
	#tried = $state.raw<OrderDraft | null>(null);

	constructor(desk: Desk) {
		super(emptyDraft);
		this.#desk = desk;
	}

	/** Whether the symbol trades round the clock. */
	get isCoin(): boolean {
		return this.#desk.view?.coins.includes(this.draft.symbol.trim().toUpperCase()) ?? false;
	}

	/** How the desk stands to the symbol. */
	get standing(): Standing {
		return standingIn(this.#desk.view, this.draft.symbol.trim().toUpperCase());
	}

	/** What is wrong by field; what is missing is said once it was sent without. */
	get faults(): Readonly<Record<string, string>> {
		const all = this.#faultsOf(this.draft, this.preview);
		return this.#tried === this.draft ? all : typedFaults(all, this.draft, this.isCoin, this.standing);
	}

	#faultsOf(draft: OrderDraft, preview: TicketPreview | null): Readonly<Record<string, string>> {
		return { ...missingExits(draft, this.isCoin, this.standing), ...preview?.fields };
	}

	protected async look(draft: OrderDraft): Promise<TicketPreview | null> {
		const answer = await this.#desk.ask('previewOrder', {
			order: draftToOrder(draft, this.isCoin, this.standing)
		});
		return answer.ok ? answer.value : null;
	}

	protected async carry(draft: OrderDraft): Promise<DraftAnswer | null> {
		// What it would come to now, however fast it was typed and sent: a fault stands at its field.
		const preview = await this.lookNow();
		if (Object.keys(this.#faultsOf(draft, preview)).length > 0) {
			this.#tried = draft;
			return null;
		}
		const answer = await this.#desk.act(
			'submitOrder',
			{ order: draftToOrder(draft, this.isCoin, this.standing) },
			() => ''
		);
		if (!answer.ok) return null;
		const { order, text } = answer.value;
		const isTaken = order !== null && order.status !== 'denied' && order.status !== 'rejected';
		const at = order?.madeAt ?? this.#desk.view?.clock.at ?? 0;
		return { text, isTaken, at, orderId: order?.id ?? null, waits: isTaken && order.status !== 'filled' };
	}
}
