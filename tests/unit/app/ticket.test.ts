import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { draftToFields, Ticket, type TicketDraft } from '../../../src/lib/app/ticket.svelte.ts';
import type { DeskClient } from '../../../src/lib/app/deskClient.svelte.ts';
import type { TicketFields } from '../../../src/lib/contract/askFields.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';

const draft: TicketDraft = {
	symbol: ' alfa ',
	action: 'BUY',
	sizeBy: 'percent',
	size: '5',
	entryPrice: '',
	stopLoss: ' 173.4 ',
	takeProfit: '',
	trailingPercent: '2.5',
	reason: ''
};

describe('the fields of a draft', () => {
	test.each<[string, Partial<TicketDraft>, Partial<TicketFields>]>([
		['a percentage becomes a fraction', {}, { sizePct: '0.05', stopLoss: '173.4', trailingStopPct: '0.025' }],
		[
			'a quantity stays',
			{ sizeBy: 'quantity', size: '41' },
			{ quantity: '41', stopLoss: '173.4', trailingStopPct: '0.025' }
		],
		[
			'what is no number is left to the schema',
			{ size: 'much', trailingPercent: '' },
			{ sizePct: 'much', stopLoss: '173.4' }
		],
		['a SELL has neither size nor levels', { action: 'SELL', reason: 'enough' }, { reason: 'enough' }],
		['a HOLD has levels alone', { action: 'HOLD' }, { stopLoss: '173.4', trailingStopPct: '0.025' }]
	])('%s', (_, change, fields) => {
		const asked = { ...draft, ...change };
		expect(draftToFields(asked)).toEqual({ symbol: 'ALFA', action: asked.action, ...fields });
	});
});

interface Open {
	readonly ticket: TicketFields;
	readonly answer: (summary: string) => Promise<void>;
}

const taken = ok({
	text: 'Bought 41 ALFA.',
	decision: { refusal: null },
	order: { id: 'd.1', madeAt: 7, status: 'accepted' }
});

function createTicket(decided: unknown = taken) {
	const open: Open[] = [];
	const ask = (_: string, { ticket }: { readonly ticket: TicketFields }) =>
		new Promise((resolve) => {
			const answer = async (summary: string) => {
				resolve(ok({ summary, fields: {} }));
				await vi.advanceTimersByTimeAsync(0);
			};
			open.push({ ticket, answer });
		});
	const act = vi.fn(() => Promise.resolve(decided));
	const desk = { ask, act, view: null } as unknown as Pick<DeskClient, 'ask' | 'act' | 'view'>;
	const ticket = new Ticket(desk);
	const answerTo = async (index: number, summary: string) => open[index]?.answer(summary);
	return { ticket, open, act, answerTo };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the preview', () => {
	test('is asked for when typing rests', async () => {
		const { ticket, open, answerTo } = createTicket();
		ticket.edit({ symbol: 'AL' });
		await vi.advanceTimersByTimeAsync(119);
		ticket.edit({ symbol: 'ALFA' });
		await vi.advanceTimersByTimeAsync(119);
		expect(open).toEqual([]);
		await vi.advanceTimersByTimeAsync(1);
		expect(open.map(({ ticket: { symbol } }) => symbol)).toEqual(['ALFA']);
		await answerTo(0, 'Buys 41.');
		expect(ticket.preview?.summary).toBe('Buys 41.');
	});

	test('of a newer draft wins over a late answer to an older one', async () => {
		const { ticket, answerTo } = createTicket();
		ticket.edit({ symbol: 'ALFA' });
		await vi.advanceTimersByTimeAsync(120);
		ticket.edit({ symbol: 'BRVO' });
		await vi.advanceTimersByTimeAsync(120);
		await answerTo(1, 'of BRVO');
		await answerTo(0, 'of ALFA');
		expect(ticket.preview?.summary).toBe('of BRVO');
	});

	test('is asked again at most twice a second while prices move', async () => {
		const { ticket, open } = createTicket();
		ticket.edit({ symbol: 'ALFA' });
		await vi.advanceTimersByTimeAsync(120);
		for (let frame = 0; frame < 60; frame++) {
			ticket.refresh();
			await vi.advanceTimersByTimeAsync(16);
		}
		expect(open.length).toBeLessThanOrEqual(3);
		expect(open.length).toBeGreaterThan(1);
	});

	test('is none without a symbol, and nothing is asked after the end', async () => {
		const { ticket, open } = createTicket();
		ticket.edit({ size: '6' });
		await vi.advanceTimersByTimeAsync(1000);
		ticket.edit({ symbol: 'ALFA' });
		ticket.stop();
		await vi.advanceTimersByTimeAsync(1000);
		expect(open).toEqual([]);
		expect(ticket.preview).toBeNull();
	});
});

describe('the sending', () => {
	test('of a ticket that is taken empties its levels and says what came of it', async () => {
		const { ticket, act } = createTicket();
		ticket.edit({ symbol: 'ALFA', stopLoss: '173.4' });
		await ticket.send();
		expect(act).toHaveBeenCalledWith(
			'decide',
			{ ticket: { symbol: 'ALFA', action: 'BUY', sizePct: '0.05', stopLoss: '173.4' } },
			expect.any(Function)
		);
		expect(ticket.draft).toMatchObject({ symbol: 'ALFA', size: '5', stopLoss: '' });
		const answer = { text: 'Bought 41 ALFA.', isTaken: true, at: 7, orderId: 'd.1' };
		expect(ticket.answer).toMatchObject(answer);
		expect(ticket.isSending).toBe(false);
	});

	test.each([
		[
			'denied by a check',
			ok({ text: 'Denied.', decision: { refusal: null }, order: { status: 'denied' } }),
			'Denied.'
		],
		['refused by the desk', ok({ text: 'Denied.', decision: { refusal: 'halted' } }), 'Denied.'],
		['at fault', failed({ message: 'No.' }), '']
	])('of a ticket that is %s keeps what was typed', async (_, decided, answer) => {
		const { ticket } = createTicket(decided);
		ticket.edit({ symbol: 'ALFA', stopLoss: '173.4' });
		await ticket.send();
		expect(ticket.draft.stopLoss).toBe('173.4');
		expect([ticket.answer?.text ?? '', ticket.answer?.isTaken ?? false]).toEqual([answer, false]);
	});

	test('goes out once, however often Enter is pressed, and never without a symbol', async () => {
		const { ticket, act } = createTicket();
		await ticket.send();
		expect(act).not.toHaveBeenCalled();
		ticket.edit({ symbol: 'ALFA' });
		await Promise.all([ticket.send(), ticket.send()]);
		expect(act).toHaveBeenCalledOnce();
	});
});
