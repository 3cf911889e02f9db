import { describe, expect, it } from 'vitest';
import type { ApiFault } from '../../../../src/lib/adapters/alpaca/readAnswer.ts';
import { isUnclear, isUnsent, rejectionOf } from '../../../../src/lib/adapters/alpaca/rejections.ts';

const refused = (status: number, code: number | null, message: string) =>
	({ type: 'refused', status, code, message, details: {} }) as const;

describe('what Alpaca means by a refusal', () => {
	it.each([
		[403, 40310000, 'insufficient buying power', 'insufficient_buying_power'],
		[403, 40310000, 'insufficient qty available for order (requested: 10, available: 0)', 'quantity_held'],
		[403, 40310000, 'potential wash trade detected. use complex orders', 'wash_trade'],
		[403, 40310000, 'cannot open a long buy while a short sell order is open', 'wash_trade'],
		[403, 40310000, 'asset "OCGN" is not fractionable', 'not_fractionable'],
		[403, 40310000, 'account is not allowed to short', 'short_not_allowed'],
		[
			...([422, 42210000] as const),
			'invalid limit_price 290.123. sub-penny increment does not fulfill minimum pricing criteria',
			'price_increment'
		],
		[422, 42210000, 'stop price must be less than current price', 'stop_beyond_market'],
		[422, 42210000, 'asset "NONE" not found', 'not_tradable'],
		[403, 40310000, 'trading in AAPL is halted', 'symbol_halted'],
		[403, 40310000, 'account is blocked', 'account_blocked'],
		[422, 40010001, 'client_order_id must be unique', 'id_taken'],
		[401, null, '', 'key_refused'],
		[403, null, 'unauthorized.', 'key_refused'],
		[422, 42210000, 'something nobody has heard of', 'not_accepted']
	])('%i %s: %s', (status, code, message, reason) => {
		expect(rejectionOf(refused(status, code, message))).toBe(reason);
	});

	it.each<[string, ApiFault, boolean, boolean]>([
		['no answer', { type: 'silent', because: 'timeout', isSent: true }, true, false],
		['a call that never left', { type: 'silent', because: 'stopped', isSent: false }, false, true],
		['an answer of a gateway', refused(504, null, ''), true, false],
		['an answer that cannot be read', { type: 'unreadable', status: 200, problem: '' }, true, false],
		['too many calls', refused(429, null, 'too many requests.'), false, true],
		['a refusal', refused(422, 42210000, 'no'), false, false]
	])('%s: whether it is unclear, and whether it did nothing for sure', (_, fault, unclear, unsent) => {
		expect([isUnclear(fault), isUnsent(fault)]).toEqual([unclear, unsent]);
	});
});
