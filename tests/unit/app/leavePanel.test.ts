import { expect, it } from 'vitest';
import { LeavePanel } from '../../../src/lib/app/leavePanel.svelte.ts';

type Shown = Parameters<LeavePanel['leave']>[0];

const view = (routing: string | null, positions = 0, orders = 0, isReadOnly = false): Shown =>
	({
		book: { isReadOnly },
		brokerAccount: routing === null ? null : { routing },
		positions: Array.from({ length: positions }),
		orders: Array.from({ length: orders })
	}) as unknown as Shown;

it.each([
	['no desk yet', null, false],
	['a simulator with a position', view(null, 1), false],
	['a dry run with a position', view('dry_run', 1), false],
	['an account that is flat', view('paper'), false],
	['a copy of an account’s book, which is only read', view('paper', 1, 1, true), false],
	['an armed account with a position', view('paper', 1), true],
	['an account with an open order, exits only', view('exits_only', 0, 1), true]
])('of %s it is asked before it is left: %#', (_, shown, isAsked) => {
	const panel = new LeavePanel();
	let gone = 0;
	panel.leave(shown, 'dry run', () => gone++);
	expect([gone, panel.asked?.to ?? null]).toEqual(isAsked ? [0, 'dry run'] : [1, null]);
	panel.asked?.go();
	panel.close();
	expect([gone, panel.asked]).toEqual([1, null]);
});
