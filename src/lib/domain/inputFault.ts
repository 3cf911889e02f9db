import type { DecimalFault } from './decimal.ts';

/** Where in what a person gave something is wrong; `line` counts from 1, `field` is a path such as `decisions[3].sizePct`. */
export interface InputFault {
	readonly file: string;
	readonly line: number | null;
	readonly field: string | null;
	readonly problem: InputProblem;
}

/** What is wrong with an input, with the numbers and texts that explain it; sentences are made when it is read. */
export type InputProblem =
	| { readonly type: 'not_json'; readonly detail: string }
	| { readonly type: 'wrong_format'; readonly expected: string; readonly found: string }
	| { readonly type: 'unknown_file'; readonly expected: string }
	| { readonly type: 'journal_file' }
	| { readonly type: 'too_large'; readonly bytes: number; readonly limit: number }
	| { readonly type: 'too_many_rows'; readonly rows: number; readonly limit: number }
	| { readonly type: 'empty' }
	| { readonly type: 'missing' }
	| { readonly type: 'missing_column'; readonly column: string; readonly found: readonly string[] }
	| { readonly type: 'missing_file'; readonly name: string }
	| { readonly type: 'unknown_field'; readonly known: readonly string[] }
	| { readonly type: 'duplicate'; readonly value: string; readonly firstLine: number | null }
	| { readonly type: 'wrong_type'; readonly expected: string; readonly found: string }
	| { readonly type: 'wrong_choice'; readonly allowed: readonly string[]; readonly found: string }
	| { readonly type: 'decimal'; readonly found: string; readonly fault: DecimalFault }
	| {
			readonly type: 'out_of_range';
			readonly found: string;
			readonly minimum: string;
			readonly maximum: string;
	  }
	| { readonly type: 'too_low'; readonly found: string; readonly minimum: string }
	| { readonly type: 'too_high'; readonly found: string; readonly limit: string }
	| { readonly type: 'not_a_fraction'; readonly found: string; readonly suggestion: string }
	| { readonly type: 'not_an_instant'; readonly found: string }
	| { readonly type: 'too_long'; readonly length: number; readonly limit: number }
	| { readonly type: 'markup'; readonly found: string }
	| { readonly type: 'unknown_symbol'; readonly symbol: string; readonly known: readonly string[] }
	| { readonly type: 'out_of_order'; readonly found: string; readonly before: string }
	| { readonly type: 'high_below_low'; readonly high: string; readonly low: string }
	| {
			readonly type: 'price_outside_range';
			readonly price: string;
			readonly high: string;
			readonly low: string;
	  }
	| { readonly type: 'exclusive'; readonly other: string }
	| { readonly type: 'control_character'; readonly code: string }
	| { readonly type: 'too_deep'; readonly limit: number }
	| { readonly type: 'no_symbol'; readonly found: string }
	| { readonly type: 'no_session'; readonly found: string }
	| { readonly type: 'off_interval'; readonly found: string; readonly interval: string }
	| { readonly type: 'wrong_cell_count'; readonly expected: number; readonly found: number }
	| { readonly type: 'two_kinds'; readonly symbol: string; readonly kinds: readonly [string, string] }
	| {
			readonly type: 'overlap';
			readonly symbol: string;
			readonly other: string;
			readonly from: string;
			readonly to: string;
	  }
	| { readonly type: 'more'; readonly count: number };
