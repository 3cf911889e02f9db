import { expect, it } from 'vitest';
import { bookKindText } from '../../../src/lib/app/format/bookText.ts';

it.each([
	['generated', null, 'Generated market, simulated fills'],
	['bars', null, 'Your bars, simulated fills'],
	['alpaca', null, 'Alpaca’s prices, simulated fills'],
	['alpaca', '904837e3-3b76-47ec-b432-046db621571b', 'Paper account 904837e3 at Alpaca']
] as const)(
	'a book of %s and account %s says where its prices and its orders go',
	(source, account, text) => {
		expect(bookKindText({ source, account })).toBe(text);
	}
);
