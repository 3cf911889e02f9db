import { describe, expect, it } from 'vitest';
import { readAsk } from '../../../src/lib/contract/askSchemas.ts';
import type { RequestName } from '../../../src/lib/contract/deskApi.ts';

const ticket = { symbol: 'XYZ', action: 'BUY', sizePct: '0.05' };

describe('a request', () => {
	it.each([
		['decide', { ticket, request: 'a-1' }],
		['preview', { ticket: { ...ticket, reason: 'why not' } }],
		['close', { symbol: 'XYZ', request: 'a' }],
		['protect', { symbol: 'XYZ', stopLoss: '', request: 'a' }],
		['halt', { level: 'flatten', by: 'console', reason: '' }],
		['watchHaltFile', { file: null }],
		['setClock', { speed: 60 }],
		['takeFiles', { files: [{ name: 'x.json', content: new Blob(['{}']) }], request: 'a' }],
		['verify', {}]
	] as const)('%s of the right shape is read', (name, ask) => {
		expect(readAsk(name, ask)).toEqual({ ok: true, value: ask });
	});

	it.each([
		[
			'decide',
			{ ticket: { ...ticket, action: 'SHORT' }, request: 'a' },
			'decide.ticket.action is not as it should be: expected BUY or SELL or HOLD.'
		],
		[
			'decide',
			{ ticket: { ...ticket, leverage: '5' }, request: 'a' },
			'decide.ticket is not as it should be: leverage is not known.'
		],
		[
			'decide',
			{ ticket: { ...ticket, sizePct: 0.05 }, request: 'a' },
			'decide.ticket.sizePct is not as it should be: expected string.'
		],
		['decide', { ticket }, 'decide.request is not as it should be: expected string.'],
		[
			'halt',
			{ level: 'some', by: 'switch', reason: '' },
			'halt.level is not as it should be: expected pause or reduce_only or cancel_entries or flatten.'
		],
		['halt', { level: 'pause', by: 'switch', reason: 'a\nb' }, 'halt.reason is not as it should be.'],
		[
			'halt',
			{ level: 'pause', by: 'switch', reason: 'x'.repeat(201) },
			'halt.reason is not as it should be: at most 200.'
		],
		[
			'takeFiles',
			{ files: [{ name: 'x', content: 'text' }], request: 'a' },
			'takeFiles.files.0.content is not as it should be: expected Blob.'
		],
		['watchHaltFile', { file: 'halt.txt' }, 'watchHaltFile.file is not as it should be.'],
		['orders', { limit: -1 }, 'orders.limit is not as it should be.'],
		['verify', null, 'verify is not as it should be: expected object.']
	] as const)('%s of another shape is refused by its place: %j', (name, ask, message) => {
		expect(readAsk(name, ask)).toEqual({ ok: false, error: { message } });
	});

	it('that nobody knows is refused', () => {
		for (const name of ['sell', 'toString', '__proto__']) {
			expect(readAsk(name as RequestName, {})).toEqual({
				ok: false,
				error: { message: `There is no request ${name}.` }
			});
		}
	});
});
