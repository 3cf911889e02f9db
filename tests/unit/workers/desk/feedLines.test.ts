import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../../src/lib/domain/events.ts';
import { takeSnapshot } from '../../../../src/lib/engine/snapshot.ts';
import { entryToText } from '../../../../src/lib/journal/entry.ts';
import { addLines, createLineMaker, readToTell } from '../../../../src/workers/desk/feedLines.ts';
import {
	createBar,
	createDecision,
	createDesk,
	createLevels,
	minuteAt
} from '../../../support/deskBuilders.ts';
import { quantity } from '../../../support/deskBuilders.ts';

/** The lines of what happened on a desk, oldest first, as one turn's entries. */
function linesOf({ events, state }: ReturnType<typeof createDesk>, from = 0) {
	const entries = events.slice(from).map((event: BookEvent, index) => {
		const seq = from + index + 1;
		return { seq, epoch: 1, recordedAt: 0, causedBy: from + 1, event };
	});
	return addLines([], entries, createLineMaker(state.book)).toReversed();
}

describe('the feed', () => {
	it('tells what a fill arms with the fill, and links each line to its story', () => {
		const desk = createDesk();
		desk.hold('XYZ', '100 101 99 100', { levels: createLevels({ stopLoss: '95', takeProfit: '110' }) });
		const lines = linesOf(desk);
		expect(lines.map(({ text }) => text)).toEqual([
			'Decision BUY XYZ with levels.',
			'Order: buy 10 XYZ at the market.',
			'Bought 10 XYZ at 100.00, fee 0.00. Stop 95.00 armed. Target 110.00 armed.'
		]);
		expect(lines.map(({ orderId, decisionId }) => [orderId, decisionId])).toEqual([
			[null, 'buy XYZ'],
			['d.buy XYZ', 'buy XYZ'],
			['d.buy XYZ', 'buy XYZ']
		]);
	});

	it('links a fired trigger to the order it made, and says why an order was denied', () => {
		const desk = createDesk({ maxPositionFraction: '0.2' });
		desk.hold('XYZ', '100 101 99 100', { levels: createLevels({ stopLoss: '95' }) });
		const before = desk.events.length;
		desk.complete('XYZ', createBar('96 97 94 95', 1));
		desk.mark('XYZ', '100', minuteAt(2));
		desk.take(
			createDecision({ id: 'big', at: minuteAt(2), size: { by: 'quantity', quantity: quantity('42') } })
		);
		const lines = linesOf(desk, before);
		const fired = lines.find(({ type }) => type === 'TriggerFired');
		expect([fired?.text, fired?.orderId]).toEqual([
			'Stop of XYZ fired at 95.00 on a bar that opened at 96.00, high 97.00, low 94.00.',
			't.d.buy XYZ.stop_loss'
		]);
		const denied = lines.find(({ type }) => type === 'OrderDenied');
		expect(denied).toMatchObject({ symbol: 'XYZ', orderId: 'd.big', decisionId: 'big' });
		expect(denied?.text).toBe(
			'Denied, buy 42 XYZ at the market: position would be 42.2 % of equity, limit 20 %. 19 shares would pass.'
		);
	});
});

describe('the feed of a book that is opened', () => {
	/** A journal read backwards, a few lines at a time: `quiet` snapshots after what happened on a desk. */
	async function* journalOf({ events, state }: ReturnType<typeof createDesk>, quiet: number) {
		const snapshot = takeSnapshot(state, minuteAt(2));
		const snapshots = Array.from({ length: quiet }, (): BookEvent => {
			return { type: 'SnapshotTaken', snapshot, marks: [], endsDay: false };
		});
		const lines = [...events, ...snapshots].map((event, index) =>
			entryToText({ seq: index + 1, epoch: 1, recordedAt: 0, causedBy: index + 1, event }, '0'.repeat(64))
		);
		for (let end = lines.length; end > 0; end -= 50) {
			yield await Promise.resolve({ lines: lines.slice(Math.max(0, end - 50), end) });
		}
	}

	it('tells what happened before a quiet day, and gives up after two weeks of them', async () => {
		const desk = createDesk();
		desk.hold('XYZ', '100 101 99 100', { levels: createLevels({ stopLoss: '95' }) });
		const told = await readToTell(journalOf(desk, 390));
		expect(addLines([], told, createLineMaker(desk.state.book)).map(({ type }) => type)).toEqual([
			'TriggerArmed',
			'OrderFilled',
			'OrderInitialized',
			'DecisionTaken'
		]);
		expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
		expect(await readToTell(journalOf(desk, 4001))).toHaveLength(4000);
	});

	it('reads no further than it has lines for', async () => {
		const desk = createDesk();
		for (let index = 1; index <= 80; index++) {
			desk.mark('XYZ', '100', minuteAt(index));
			desk.take(createDecision({ id: `no ${String(index)}`, at: minuteAt(index), action: 'SELL' }));
		}
		expect((await readToTell(journalOf(desk, 0))).length).toBeLessThan(desk.events.length);
	});
});
