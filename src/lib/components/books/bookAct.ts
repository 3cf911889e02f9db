/** What a person does with books. */
export type BookAct =
	| { readonly type: 'choose'; readonly id: string }
	| ({ readonly type: 'create' } & NewBook)
	/** The book of the paper account that is connected. */
	| { readonly type: 'openAccount' }
	| { readonly type: 'rename'; readonly id: string; readonly name: string }
	| { readonly type: 'reset' }
	| { readonly type: 'archive'; readonly id: string }
	| { readonly type: 'delete'; readonly id: string; readonly typed: string }
	| {
			readonly type: 'export';
			readonly what: 'journal' | 'trades' | 'orders' | 'ledger';
			readonly bookId?: string;
	  }
	| { readonly type: 'import'; readonly files: readonly File[] }
	| { readonly type: 'verify' }
	| { readonly type: 'rebuild' }
	| { readonly type: 'cancelTask' };

/** A new book on a generated market, or on Alpaca's. */
export interface NewBook {
	readonly name: string;
	readonly market?: 'alpaca';
	readonly seed?: number;
	readonly symbols?: number;
	readonly startingCash?: string;
	readonly settings: 'defaults' | 'chosen';
}

/** A whole number that may be left out: undefined for an empty text, null for what is none. */
export function readWhole(text: string): number | null | undefined {
	const trimmed = text.trim();
	if (trimmed === '') return undefined;
	return /^\d{1,15}$/.test(trimmed) ? Number(trimmed) : null;
}
