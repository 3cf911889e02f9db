import { expect, test } from 'vitest';
import { endedTriggers, groupTriggers } from '../../../src/lib/components/triggers/ladder.ts';
import type { PositionView, TriggerPast, TriggerView } from '../../../src/lib/contract/deskView.ts';

const position = (symbol: string, last: string | null = '100', guarded = '4'): PositionView =>
	({ symbol, quantity: '4', averageEntry: '95', last, guarded }) as PositionView;
const trigger = (symbol: string, kind: TriggerView['kind'], level: string, distance: number): TriggerView =>
	({ id: `${symbol} ${kind}`, symbol, kind, level, distance, last: '100' }) as TriggerView;

const positions = [
	...['FAR', 'NEAR'].map((symbol) => position(symbol)),
	...['BARE', 'AIM'].map((symbol) => position(symbol, '100', '0'))
];
const triggers = [
	trigger('FAR', 'take_profit', '120', 0.2),
	trigger('FAR', 'stop_loss', '80', -0.2),
	trigger('NEAR', 'trailing_stop', '99', -0.01),
	trigger('AIM', 'take_profit', '101', 0.01)
];

test('what nothing protects stands first, then what is nearest to its level', () => {
	const groups = groupTriggers(positions, triggers);
	expect(groups.map(({ symbol, isUnprotected }) => [symbol, isUnprotected])).toEqual([
		['AIM', true],
		['BARE', true],
		['NEAR', false],
		['FAR', false]
	]);
	expect(groups.map(({ missing }) => missing)).toEqual([
		['stop_loss', 'trailing_stop'],
		['stop_loss', 'take_profit', 'trailing_stop'],
		['stop_loss', 'take_profit'],
		['trailing_stop']
	]);
});

test('levels, entry and last price stand on one line, the lowest left', () => {
	const [group] = groupTriggers([position('FAR')], triggers.slice(0, 2));
	expect(group?.triggers.map(({ level }) => level)).toEqual(['80', '120']);
	expect(group?.marks.map(({ kind, at }) => [kind, at])).toEqual([
		['stop_loss', 4],
		['entry', 38.5],
		['last', 50],
		['take_profit', 96]
	]);
	expect(groupTriggers([position('BARE', null)], [])[0]?.marks).toEqual([
		{ kind: 'entry', price: '95', at: 50 }
	]);
});

test('of the triggers that ended the last one stands first', () => {
	const row = (seq: number, updatedAt: number, status: TriggerPast['status']) =>
		({ seq, updatedAt, status }) as TriggerPast;
	const rows = [row(1, 9, 'canceled'), row(2, 5, 'active'), row(3, 9, 'triggered'), row(4, 7, 'canceled')];
	expect(endedTriggers(rows).map(({ seq }) => seq)).toEqual([3, 1, 4]);
});
