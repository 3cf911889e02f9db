import { getContext, setContext } from 'svelte';
import type { Explanation, FigureKey } from '#lib/contract/explainView.ts';
import type { Result } from '#lib/domain/result.ts';

/** Which number is asked about; `subject` is a symbol or the id of a trigger. */
export interface FigureName {
	readonly figure: FigureKey;
	readonly subject?: string;
}

/** Gives the arithmetic of a number, or a sentence that says why there is none. */
export type Explain = (ask: FigureName) => Promise<Result<Explanation, { readonly message: string }>>;

const key = Symbol('explain');

/** Lets the numbers below open to their arithmetic. */
export function setExplain(explain: Explain): void {
	setContext(key, explain);
}

/** How the numbers here are explained; undefined where nothing explains them. */
export function findExplain(): Explain | undefined {
	return getContext<Explain | undefined>(key);
}
