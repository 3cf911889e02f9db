import { describe, expect, it } from 'vitest';
import { readBarsManifest } from '../../../src/lib/intake/barsManifest.ts';
import { faultToText } from '../../../src/lib/intake/faultText.ts';

function read(text: string) {
	const result = readBarsManifest({ name: 'bars.json', text });
	return result.ok ? result.value : result.error.map(faultToText);
}

const spy = '{"symbol": "SPY", "assetClass": "us_equity", "interval": "1m", "file": "bars_1m/SPY.csv"}';

describe('a list of bars', () => {
	it('gives its entries in order with their lines', () => {
		const coin = '{"symbol": "BTC/USD", "assetClass": "crypto", "interval": "1d", "file": "b.csv"}';
		expect(read(`{"bars": [${spy},\n${coin}]}`)).toEqual([
			{ symbol: 'SPY', assetClass: 'us_equity', interval: '1m', file: 'bars_1m/SPY.csv', line: 1 },
			{ symbol: 'BTC/USD', assetClass: 'crypto', interval: '1d', file: 'b.csv', line: 2 }
		]);
	});

	it.each([
		['{}', 'line 1, bars: a value is missing.'],
		['{"bars": []}', 'line 1, bars: there is nothing in it.'],
		['{"bars": {}}', 'line 1, bars: expected a list, found an object.'],
		['{"bars": [5]}', 'line 1, bars[0]: expected an object, found 5.'],
		[`{"bars": [], "x": 1}`, 'line 1, x: this field is not known; the fields are bars.'],
		[`{"bars": [\n${spy},\n${spy}]}`, 'line 3, bars[1].file: SPY.csv is there twice.'],
		[
			`{"bars": [\n${spy},\n${spy.replace('bars_1m', 'other')}]}`,
			'line 3, bars[1].file: SPY.csv is there twice.'
		],
		[
			`{"bars": [${spy.replace('"SPY"', '"spy"')}]}`,
			'line 1, bars[0].symbol: expected a symbol such as AAPL or BTC/USD, found "spy".'
		],
		[
			`{"bars": [${spy.replace('us_equity', 'index')}]}`,
			'line 1, bars[0].assetClass: expected us_equity or crypto, found "index".'
		],
		[`{"bars": [${spy.replace('1m', '5m')}]}`, 'line 1, bars[0].interval: expected 1m or 1d, found "5m".'],
		[`{"bars": [${spy.replace('"bars_1m/SPY.csv"', '1')}]}`, 'line 1, bars[0].file: expected text, found 1.'],
		[
			`{"bars": [${spy.replace('}', ',\n"symbol": "QQQ"}')}]}`,
			'line 2, bars[0].symbol: symbol is there twice, first in line 1.'
		]
	])('%s is refused', (text, sentence) => {
		expect(read(text)).toEqual([`bars.json, ${sentence}`]);
	});
});
