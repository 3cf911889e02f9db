import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { AssetClass } from '../../../src/lib/domain/instrument.ts';
import { readDecisions } from '../../../src/lib/intake/decisions.ts';
import { decisionsLimit } from '../../../src/lib/intake/decisionsFile.ts';
import { faultToText } from '../../../src/lib/intake/faultText.ts';

const assetClassBySymbol = new Map<string, AssetClass>([
	['SPY', 'us_equity'],
	['BTCUSD', 'crypto']
]);
const good = {
	id: '"d1"',
	at: '"2019-02-11T14:30:00Z"',
	symbol: '"SPY"',
	action: '"BUY"',
	sizePct: '0.1'
};
type Members = Readonly<Record<string, string | undefined>>;

/** A row with some members replaced, added, or (undefined) left out; values are JSON text. */
function row(changes: Members = {}): string {
	const members = Object.entries<string | undefined>({ ...good, ...changes });
	return `{${members.flatMap(([name, value]) => (value === undefined ? [] : [`"${name}": ${value}`])).join(', ')}}`;
}

function read(rows: readonly string[]) {
	const text = `{"format": "blotter-decisions", "version": 1, "decisions": [\n${rows.join(',\n')}\n]}`;
	const result = readDecisions({ name: 'd.json', text }, { assetClassBySymbol });
	if (!result.ok) throw new Error(result.error.map(faultToText).join('\n'));
	return { decisions: result.value.decisions, refused: result.value.refused.map(faultToText) };
}

function readFile(text: string) {
	const result = readDecisions({ name: 'd.json', text }, { assetClassBySymbol });
	return result.ok ? result.value : result.error.map(faultToText);
}

describe('a good decision', () => {
	it('is read with every field', () => {
		const { decisions, refused } = read([
			row({
				confidence: '0.7',
				entryPrice: '271.1234',
				stopLoss: '2.7e2',
				takeProfit: '"300"',
				trailingStopPct: '0.02',
				strategy: '"desk"',
				reason: '"a < b & c > d"',
				tag: '"t"',
				metadata: '{"any": [1, {"x": null}]}',
				expiresAt: '"2019-02-11T15:00:00Z"'
			})
		]);
		expect(refused).toEqual([]);
		expect(decisions).toEqual([
			{
				id: 'd1',
				at: Date.UTC(2019, 1, 11, 14, 30),
				symbol: 'SPY',
				action: 'BUY',
				confidence: 0.7,
				size: { by: 'fraction', fraction: 100_000_000n },
				entryPrice: 271_123_400_000n,
				levels: { stopLoss: 270_000_000_000n, takeProfit: 300_000_000_000n, trailing: 20_000_000n },
				strategy: 'desk',
				reason: 'a < b & c > d',
				tag: 't',
				expiresAt: Date.UTC(2019, 1, 11, 15)
			}
		]);
	});

	it('takes 0, null and absence as not given', () => {
		const levels = ['entryPrice', 'stopLoss', 'takeProfit', 'trailingStopPct', 'quantity'];
		const zeros = Object.fromEntries(levels.map((name) => [name, '0.0']));
		const nulls = Object.fromEntries(levels.map((name) => [name, 'null']));
		const { decisions, refused } = read([
			row({ id: '"a"' }),
			row({ id: '"b"', ...zeros }),
			row({ id: '"c"', ...nulls, confidence: 'null', strategy: 'null', metadata: 'null', expiresAt: 'null' })
		]);
		expect(refused).toEqual([]);
		const [absent, ...others] = decisions.map((decision) => ({ ...decision, id: '' }));
		expect(absent).toMatchObject({ confidence: null, entryPrice: null, strategy: '', reason: '', tag: '' });
		expect(absent?.levels).toEqual({ stopLoss: null, takeProfit: null, trailing: null });
		expect(others).toEqual([absent, absent]);
	});

	it('may give a quantity, and needs no size to sell or hold', () => {
		const { decisions, refused } = read([
			row({ id: '"a"', sizePct: '0', quantity: '"1.5"' }),
			row({ id: '"b"', sizePct: undefined, action: '"SELL"' }),
			row({ id: '"c"', sizePct: undefined, action: '"HOLD"' })
		]);
		expect(refused).toEqual([]);
		expect(decisions.map(({ size }) => size)).toEqual([
			{ by: 'quantity', quantity: 1_500_000_000n },
			null,
			null
		]);
	});

	it('has prices of 8 decimals when it is on crypto', () => {
		const { decisions } = read([row({ symbol: '"BTCUSD"', stopLoss: '0.12345678' })]);
		expect(formatDecimal(decisions[0]?.levels.stopLoss ?? (0n as never))).toBe('0.12345678');
	});
});

const tooManyDigits = 'has 17 digits; at most 15 are read exactly';
const fields =
	'id, at, symbol, action, confidence, sizePct, quantity, entryPrice, stopLoss, takeProfit, trailingStopPct, strategy, reason, tag, metadata, expiresAt';

const badRows: readonly (readonly [Members, string, string])[] = [
	[{ id: undefined }, 'id', 'a value is missing'],
	[{ id: 'null' }, 'id', 'expected text, found null'],
	[{ id: '7' }, 'id', 'expected text, found 7'],
	[{ id: '""' }, 'id', 'expected an id of letters, digits and . _ : -, found ""'],
	[{ id: '"a b"' }, 'id', 'expected an id of letters, digits and . _ : -, found "a b"'],
	[{ id: `"${'x'.repeat(65)}"` }, 'id', '65 characters are more than the limit of 64'],
	[{ at: undefined }, 'at', 'a value is missing'],
	[{ at: '1549895400' }, 'at', 'expected text, found 1549895400'],
	...[
		'2019-02-11T14:30:00',
		'2019-02-11',
		'2019-02-30T14:30:00Z',
		'2019-02-11T14:30:00.5Z',
		'2019-02-11T14:30:00+01:00',
		'2019-02-11T24:00:00Z',
		'now'
	].map(
		(text) => [{ at: `"${text}"` }, 'at', `${text} is not a UTC time such as 2019-02-11T14:30:00Z`] as const
	),
	[{ expiresAt: '"soon"' }, 'expiresAt', 'soon is not a UTC time such as 2019-02-11T14:30:00Z'],
	[{ symbol: '"spy"' }, 'symbol', 'expected a symbol such as AAPL or BTC/USD, found "spy"'],
	[{ symbol: '"QQQ"' }, 'symbol', 'QQQ is not traded here; the symbols are SPY, BTCUSD'],
	[
		{ symbol: '"QQQ"', stopLoss: '0.12345678' },
		'symbol',
		'QQQ is not traded here; the symbols are SPY, BTCUSD'
	],
	[{ symbol: 'null' }, 'symbol', 'expected text, found null'],
	[{ action: '"buy"' }, 'action', 'expected BUY or SELL or HOLD, found "buy"'],
	[{ action: '1' }, 'action', 'expected BUY or SELL or HOLD, found 1'],
	[{ action: undefined }, 'action', 'a value is missing'],
	[{ confidence: '1.01' }, 'confidence', '1.01 is not between 0 and 1'],
	[{ confidence: '-0.1' }, 'confidence', '-0.1 is not between 0 and 1'],
	[{ confidence: '"NaN"' }, 'confidence', 'NaN is not a number'],
	[{ sizePct: '5' }, 'sizePct', '5 is not a fraction; did you mean 0.05?'],
	[{ sizePct: '1.25e1' }, 'sizePct', '1.25e1 is not a fraction; did you mean 0.125?'],
	[{ sizePct: '1' }, 'sizePct', '1 is not a fraction; did you mean 0.01?'],
	[{ sizePct: '100' }, 'sizePct', '100 must be below 1'],
	[{ sizePct: '-0.05' }, 'sizePct', '-0.05 must be at least 0'],
	[{ sizePct: '0.10000000000000001' }, 'sizePct', `0.10000000000000001 ${tooManyDigits}`],
	[{ sizePct: '0.1234567891' }, 'sizePct', '0.1234567891 has 10 decimals; at most 9 are allowed'],
	[{ sizePct: '"5%"' }, 'sizePct', '5% is not a number'],
	[{ sizePct: '"Infinity"' }, 'sizePct', 'Infinity is not a number'],
	[{ sizePct: '[0.1]' }, 'sizePct', 'expected a number, found a list'],
	[{ sizePct: 'true' }, 'sizePct', 'expected a number, found true'],
	[{ sizePct: undefined }, 'sizePct', 'a value is missing'],
	[{ sizePct: '0' }, 'sizePct', 'a value is missing'],
	[{ quantity: '3' }, 'quantity', 'give either this or sizePct, not both'],
	[{ sizePct: '0', quantity: '-3' }, 'quantity', '-3 must be at least 0'],
	[{ trailingStopPct: '2' }, 'trailingStopPct', '2 is not a fraction; did you mean 0.02?'],
	[{ trailingStopPct: '1' }, 'trailingStopPct', '1 is not a fraction; did you mean 0.01?'],
	[{ entryPrice: '9000000' }, 'entryPrice', '9000000 must be below 9000000'],
	[{ entryPrice: '271.12345' }, 'entryPrice', '271.12345 has 5 decimals; at most 4 are allowed'],
	[{ stopLoss: '-1' }, 'stopLoss', '-1 must be at least 0'],
	[{ takeProfit: '{}' }, 'takeProfit', 'expected a number, found an object'],
	[
		{ takeProfit: '1e400' },
		'takeProfit',
		'1e400 is too large; at most 15 digits before the point are read exactly'
	],
	[
		{ symbol: '"BTCUSD"', stopLoss: '0.123456789' },
		'stopLoss',
		'0.123456789 has 9 decimals; at most 8 are allowed'
	],
	[{ strategy: `"${'x'.repeat(65)}"` }, 'strategy', '65 characters are more than the limit of 64'],
	[{ reason: `"${'x'.repeat(501)}"` }, 'reason', '501 characters are more than the limit of 500'],
	[{ tag: `"${'x'.repeat(65)}"` }, 'tag', '65 characters are more than the limit of 64'],
	[{ reason: '"a\\nb"' }, 'reason', 'text must not contain the control character U+000A'],
	[{ reason: '"a\\u202Eb"' }, 'reason', 'text must not contain the control character U+202E'],
	[{ reason: '"a\\uD800b"' }, 'reason', 'text must not contain the control character U+D800'],
	[{ reason: '"<b>x</b>"' }, 'reason', 'text must not contain markup such as <b>'],
	[
		{ tag: '"<img src=x onerror=alert(1)>"' },
		'tag',
		'text must not contain markup such as <img src=x onerror=alert(1)>'
	],
	[{ tag: '"<img src=x "' }, 'tag', 'text must not contain markup such as <img src='],
	[{ strategy: '"</script>"' }, 'strategy', 'text must not contain markup such as </script>'],
	[{ strategy: '"<!-- x"' }, 'strategy', 'text must not contain markup such as <!--'],
	[{ reason: '5' }, 'reason', 'expected text, found 5'],
	[{ metadata: '"x"' }, 'metadata', 'expected an object, found "x"'],
	[{ metadata: '5' }, 'metadata', 'expected an object, found 5'],
	[{ metadata: '[]' }, 'metadata', 'expected an object, found a list'],
	[{ stop_loss: '5' }, 'stop_loss', `this field is not known; the fields are ${fields}`],
	[{ ['__proto__']: '{}' }, '__proto__', `this field is not known; the fields are ${fields}`]
];

describe('a bad row', () => {
	it.each(badRows)(
		'%j is refused with its line and field, and the good rows go on',
		(changes, field, text) => {
			const { decisions, refused } = read([row({ id: '"x1"' }), row(changes), row({ id: '"x2"' })]);
			const sentence = `d.json, line 3, decisions[1].${field}: ${text}`;
			expect(refused).toEqual([text.endsWith('?') ? sentence : `${sentence}.`]);
			expect(decisions.map(({ id }) => id)).toEqual(['x1', 'x2']);
		}
	);

	it.each([
		['5', 'expected an object, found 5'],
		['null', 'expected an object, found null'],
		['[]', 'expected an object, found a list'],
		['"BUY"', 'expected an object, found "BUY"']
	])('%s is refused', (text, problem) => {
		const { decisions, refused } = read([text, row()]);
		expect(refused).toEqual([`d.json, line 2, decisions[0]: ${problem}.`]);
		expect(decisions).toHaveLength(1);
	});

	it('tells every fault it has', () => {
		const { refused } = read(['{\n"id": "a",\n"id": "b",\n"at": 5,\n"symbol": "SPY",\n"action": "BUY"}']);
		expect(refused).toEqual([
			'd.json, line 4, decisions[0].id: id is there twice, first in line 3.',
			'd.json, line 5, decisions[0].at: expected text, found 5.',
			'd.json, line 2, decisions[0].sizePct: a value is missing.'
		]);
	});

	it('with the id of an earlier row is refused, also when that row is refused', () => {
		const { decisions, refused } = read([row({ at: '0' }), row(), row({ id: '"d2"' }), row({ id: '"d2"' })]);
		expect(refused).toEqual([
			'd.json, line 2, decisions[0].at: expected text, found 0.',
			'd.json, line 3, decisions[1].id: d1 is there twice, first in line 2.',
			'd.json, line 5, decisions[3].id: d2 is there twice, first in line 4.'
		]);
		expect(decisions.map(({ id }) => id)).toEqual(['d2']);
	});
});

const start = '"format": "blotter-decisions", "version": 1';

describe('a file that is not of the format changes nothing', () => {
	it.each([
		[
			'[]',
			'd.json, line 1: expected {"format":"blotter-decisions","version":1,"decisions":[…]}, found a list.'
		],
		['5', 'd.json, line 1: expected {"format":"blotter-decisions","version":1,"decisions":[…]}, found 5.'],
		['{}', 'd.json, line 1, format: expected "blotter-decisions", found nothing.'],
		['{"format": "x"}', 'd.json, line 1, format: expected "blotter-decisions", found "x".'],
		['{"format": "blotter-decisions",\n"version": 2}', 'd.json, line 2, version: expected 1, found 2.'],
		['{"format": "blotter-decisions", "version": "1"}', 'd.json, line 1, version: expected 1, found "1".'],
		[`{${start}}`, 'd.json, line 1, decisions: expected a list, found nothing.'],
		[`{${start}, "decisions": {}}`, 'd.json, line 1, decisions: expected a list, found an object.'],
		[
			`{${start}, "decisions": [],\n"rows": []}`,
			'd.json, line 2, rows: this field is not known; the fields are format, version, decisions.'
		],
		[
			`{${start}, "decisions": [],\n"decisions": []}`,
			'd.json, line 2, decisions: decisions is there twice, first in line 1.'
		],
		['<html></html>', "d.json, line 1: this is not valid JSON: unexpected character '<' at column 1."],
		['id,at\n1,2', "d.json, line 1: this is not valid JSON: unexpected character 'i' at column 1."]
	])('%s', (text, sentence) => {
		expect(readFile(text)).toEqual([sentence]);
	});

	it('has more than 200,000 rows', () => {
		const file = (rows: number) => `{${start}, "decisions": [${Array(rows).fill('1').join(',')}]}`;
		expect(readFile(file(decisionsLimit + 1))).toEqual([
			'd.json, line 1, decisions: 200001 rows are more than the limit of 200000.'
		]);
	});

	it('has 50 MB', () => {
		expect(readFile(`{${start}, "decisions": [${'1,'.repeat(25_000_000)}1]}`)).toEqual([
			expect.stringMatching(/^d\.json: \d+ bytes are more than the limit of 16000000\.$/)
		]);
	});

	it('reads an empty list as no decisions', () => {
		expect(readFile(`\uFEFF{${start}, "decisions": []}`)).toEqual({
			decisions: [],
			refused: [],
			refusedRows: 0
		});
	});
});
