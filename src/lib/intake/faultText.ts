import type { DecimalFault } from '../domain/decimal.ts';
import type { InputFault, InputProblem } from '../domain/inputFault.ts';
import { forbiddenCharacter } from '../schema/textField.ts';

type TextByProblem = {
	readonly [Type in InputProblem['type']]: (problem: Extract<InputProblem, { type: Type }>) => string;
};

const listed = 24;

const textByProblem: TextByProblem = {
	not_json: ({ detail }) => `this is not valid JSON: ${detail}`,
	wrong_format: ({ expected, found }) => `expected ${expected}, found ${found}`,
	unknown_file: ({ expected }) => `this file is none that can be read; expected ${expected}`,
	journal_file: () =>
		'this is an exported journal; given alone to the desk, or with Import a journal on the page Books, it becomes a book of its own',
	too_large: ({ bytes, limit }) => `${bytes} bytes are more than the limit of ${limit}`,
	too_many_rows: ({ rows, limit }) => `${rows} rows are more than the limit of ${limit}`,
	empty: () => 'there is nothing in it',
	missing: () => 'a value is missing',
	missing_column: ({ column, found }) => `the column ${column} is missing; the columns are ${list(found)}`,
	missing_file: ({ name }) => `the file ${name} is missing`,
	unknown_field: ({ known }) => `this field is not known; the fields are ${list(known)}`,
	duplicate: ({ value, firstLine }) =>
		`${value} is there twice${firstLine === null ? '' : `, first in line ${firstLine}`}`,
	wrong_type: ({ expected, found }) => `expected ${expected}, found ${found}`,
	wrong_choice: ({ allowed, found }) => `expected ${allowed.join(' or ')}, found ${found}`,
	decimal: ({ found, fault }) => decimalText(found, fault),
	out_of_range: ({ found, minimum, maximum }) => `${found} is not between ${minimum} and ${maximum}`,
	too_low: ({ found, minimum }) => `${found} must be at least ${minimum}`,
	too_high: ({ found, limit }) => `${found} must be below ${limit}`,
	not_a_fraction: ({ found, suggestion }) => `${found} is not a fraction; did you mean ${suggestion}?`,
	not_an_instant: ({ found }) => `${found} is not a UTC time such as 2019-02-11T14:30:00Z`,
	too_long: ({ length, limit }) => `${length} characters are more than the limit of ${limit}`,
	markup: ({ found }) => `text must not contain markup such as ${found}`,
	unknown_symbol: ({ symbol, known }) =>
		known.length === 0
			? `${symbol} is not traded here; no bars are loaded`
			: `${symbol} is not traded here; the symbols are ${list(known)}`,
	out_of_order: ({ found, before }) => `${found} comes after ${before}, which is later`,
	high_below_low: ({ high, low }) => `the high ${high} is below the low ${low}`,
	price_outside_range: ({ price, high, low }) => `${price} is outside the bar's range ${low} to ${high}`,
	exclusive: ({ other }) => `give either this or ${other}, not both`,
	control_character: ({ code }) => `text must not contain the control character ${code}`,
	too_deep: ({ limit }) => `objects and lists are nested more than ${limit} deep`,
	no_symbol: () => 'the symbol is not known; name the file like AAPL_1m.csv or add a column named symbol',
	no_session: ({ found }) => `${found} is not a trading day`,
	off_interval: ({ found, interval }) =>
		interval === '1d' ? `${found} is not the start of a day` : `${found} is not the start of a minute`,
	wrong_cell_count: ({ expected, found }) => `the row has ${found} cells, the header has ${expected}`,
	two_kinds: ({ symbol, kinds: [first, second] }) => `${symbol} is given both as ${first} and as ${second}`,
	overlap: ({ symbol, other, from, to }) =>
		`its bars of ${symbol} overlap those of ${other} from ${from} to ${to}`,
	more: ({ count }) => (count === 1 ? 'there is 1 more fault' : `there are ${count} more faults`)
};

function decimalText(found: string, fault: DecimalFault): string {
	switch (fault.type) {
		case 'not_a_number':
			return `${found} is not a number`;
		case 'too_many_digits':
			return `${found} has ${fault.digits} digits; at most ${fault.limit} are read exactly`;
		case 'too_large':
			return `${found} is too large; at most ${fault.limit} digits before the point are read exactly`;
		case 'too_many_decimals':
			return `${found} has ${fault.decimals} decimals; at most ${fault.limit} are allowed`;
	}
}

function list(names: readonly string[]): string {
	const shown = names.slice(0, listed).join(', ');
	return names.length > listed ? `${shown} and ${names.length - listed} more` : shown;
}

/** What is wrong, without its place. */
export function problemToText(problem: InputProblem): string {
	const text = textByProblem[problem.type] as (problem: InputProblem) => string;
	return text(problem);
}

// What a terminal or a page could obey instead of showing it.
const unprintable = new RegExp(forbiddenCharacter, 'gu');

/** A fault as one sentence: file, line, field, and what is wrong with the numbers that explain it. */
export function faultToText({ file, line, field, problem }: InputFault): string {
	const place = [file, line === null ? null : `line ${line}`, field]
		.filter((part) => part !== null)
		.join(', ');
	const text = `${place}: ${problemToText(problem)}`.replace(unprintable, '\uFFFD');
	return /[.?]$/.test(text) ? text : `${text}.`;
}
