import type { SizingLine, VerdictLine } from '../domain/verdictLines.ts';

/** What a ticket would come to now. `fields` are faults by the name of the field. */
export interface TicketPreview {
	readonly fields: Readonly<Record<string, string>>;
	/** What the router would do; null while a field is at fault. */
	readonly route: 'enter' | 'exit' | 'adjust' | 'log' | 'wait' | 'refuse' | null;
	/** A sentence: what would happen, or why not. */
	readonly summary: string;
	readonly quantity: string | null;
	/** Quantity × expected price and fee, in account currency. */
	readonly cost: string | null;
	/** Quantity × distance to the stop; null without a stop. */
	readonly riskToStop: string | null;
	readonly sizing: SizingLine | null;
	readonly checks: readonly VerdictLine[];
	readonly approved: boolean;
	/** The largest quantity that would pass now; null when none would, or nothing is to be sized. */
	readonly passes: string | null;
}
