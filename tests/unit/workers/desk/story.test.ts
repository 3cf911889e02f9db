import { afterEach, describe, expect, it } from 'vitest';
import type { StoryView } from '../../../../src/lib/contract/storyView.ts';
import { formatInstant } from '../../../../src/lib/domain/time.ts';
import {
	buy,
	closeSessions,
	priced,
	startSession,
	type TestSession
} from '../../../support/sessionHarness.ts';
import { openProfile } from '../../../support/deskHarness.ts';

afterEach(closeSessions);

async function storyOf(desk: TestSession, ask: { order?: string; decision?: string }): Promise<StoryView> {
	const answer = await desk.get('story', ask);
	if (answer.type !== 'story') throw new Error(`it is in ${answer.book.name}`);
	return answer;
}

async function symbolOf(desk: TestSession): Promise<string> {
	const { symbols } = await desk.until(priced);
	return symbols[0] ?? '';
}

describe('the story of a position', () => {
	it('goes from the decision to the profit, in the order in which it happened', async () => {
		const desk = await startSession(openProfile());
		const symbol = await symbolOf(desk);
		const { order, decision } = await buy(desk, symbol, 'r1');
		const id = order?.id ?? '';
		await desk.get('protect', { symbol, stopLoss: '1.5', request: 'p1' });
		await desk.get('close', { symbol, quantity: '1', request: 'c1' });
		await desk.until(({ positions }) => positions[0]?.exitPending === false);
		await desk.get('close', { symbol, request: 'c2' });
		await desk.until(({ positions }) => positions.length === 0);

		const entry = await storyOf(desk, { order: id });
		expect(entry).toMatchObject({ origin: 'ticket', isEnded: true, refusal: null, leftOut: null, symbol });
		expect([entry.decision?.id, entry.order?.status]).toEqual([decision.id, 'filled']);
		expect(entry.lines.map(({ type }) => type)).toEqual([
			...['DecisionTaken', 'OrderInitialized', 'OrderSubmitted', 'OrderAccepted', 'OrderFilled'],
			...['TriggerArmed', 'LevelMoved', 'OrderFilled', 'OrderFilled', 'ProtectionCanceled']
		]);
		expect(entry.lines.map(({ seq }) => seq)).toEqual(
			entry.lines.map(({ seq }) => seq).toSorted((a, b) => a - b)
		);
		expect(entry.lines.map(({ gap }, index) => gap === null || gap >= 0 || index)).toEqual(
			entry.lines.map(() => true)
		);
		expect(entry.triggers.map(({ kind, level }) => [kind, level])).toEqual([['stop_loss', '1.5']]);

		const [fill] = entry.fills;
		expect([fill?.before.quantity, fill?.after.quantity]).toEqual(['0', order?.quantity]);
		expect(fill?.after.averageEntry).toBe(fill?.row.price);
		const worse = Number(fill?.row.price) - Number(fill?.slippage?.reference);
		expect(Number(fill?.slippage?.amount)).toBeCloseTo(worse * Number(order?.quantity), 9);
		expect(Number(fill?.slippage?.basisPoints)).toBeCloseTo(
			(worse / Number(fill?.slippage?.reference)) * 10_000,
			6
		);

		const fills = await desk.get('fills', {});
		const sum = (texts: readonly string[]) => texts.reduce((so, text) => so + Number(text), 0);
		const { position } = entry;
		expect(position?.orders.map(({ role, isThis }) => [role, isThis])).toEqual([
			['opened', true],
			['reduced', false],
			['closed', false]
		]);
		expect(Number(position?.gross)).toBeCloseTo(sum(fills.map(({ realised }) => realised)), 9);
		expect(Number(position?.net)).toBeCloseTo(Number(position?.gross) - sum(fills.map(({ fee }) => fee)), 9);
		expect(Number(position?.fractionOfCost)).toBeCloseTo(Number(position?.net) / Number(position?.cost), 8);
		expect(position?.heldFor).toBe((fills[0]?.at ?? 0) - (fills[2]?.at ?? 0));

		const exit = await storyOf(desk, { order: 'r.c2' });
		expect([exit.origin, exit.order?.cause, exit.fills[0]?.slippage]).toEqual([
			'hand',
			'closed_by_hand',
			null
		]);
		expect(exit.fills[0]?.after).toEqual({ quantity: '0', averageEntry: null });
		expect(exit.lines.map(({ type }) => type)).toEqual([
			...['CloseRequested', 'OrderInitialized', 'OrderSubmitted', 'OrderAccepted', 'OrderFilled']
		]);
		expect(exit.position?.orders[0]?.orderId).toBe(id);
		expect(exit.position?.net).toBe(position?.net);
	});

	it('says which quote fired its stop, and what the fill was reckoned from', async () => {
		const desk = await startSession(openProfile());
		const symbol = await symbolOf(desk);
		await buy(desk, symbol, 'r1');
		const { watch } = await desk.until(priced);
		const last = Number(watch.find((row) => row.symbol === symbol)?.last);
		await desk.get('protect', { symbol, stopLoss: (last * 0.9995).toFixed(2), request: 'p1' });
		await desk.get('setClock', { speed: 1000 });
		await desk.until(({ positions }) => positions.length === 0);
		const [sold] = await desk.get('fills', {});
		const story = await storyOf(desk, { order: sold?.orderId ?? '' });
		const fired = story.lines.find(({ type }) => type === 'TriggerFired');
		const quoted = /^Stop of \w+ fired at [\d.,]+ on a last price of [\d.,]+ \(bid ([\d.]+), ask [\d.]+\)\.$/;
		const bid = quoted.exec(fired?.text ?? '')?.[1];
		const [fill] = story.fills;
		expect(fill?.reckonedFrom?.is).toBe('bid');
		expect(Number(fill?.reckonedFrom?.price)).toBe(Number(bid));
		expect(fill?.reckoning?.price).toContain(`the bid, ${String(bid)} − `);
		expect(fill?.reckoning?.met).toContain(`a quote: bid ${String(bid)}, ask `);
		expect(fill?.reckoning?.costs).toBe('as a taker: commission 0.00');
		// Slippage of 5 bps, rounded to the cent.
		expect(Math.abs(Number(fill?.row.price) - Number(bid) * 0.9995)).toBeLessThan(0.0051);
	});

	it('says what an open one is worth, and finds the one that a sale closes', async () => {
		const desk = await startSession(openProfile());
		const symbol = await symbolOf(desk);
		const { order } = await buy(desk, symbol, 'r1');
		const open = await storyOf(desk, { order: order?.id ?? '' });
		expect([open.position?.row.status, open.position?.orders.length]).toEqual(['open', 1]);
		expect(open.position?.unrealised).not.toBeNull();
		const sold = await desk.get('decide', { ticket: { symbol, action: 'SELL' }, request: 'r2' });
		await desk.until(({ positions }) => positions.length === 0);
		const sale = await storyOf(desk, { order: sold.order?.id ?? '' });
		expect(sale.position?.orders.map(({ role, isThis }) => [role, isThis])).toEqual([
			['opened', false],
			['closed', true]
		]);
		expect(sale.decision?.action).toBe('SELL');
	});
});

describe('the story of a decision that waited', () => {
	it('begins with its waiting', async () => {
		const desk = await startSession(openProfile());
		const symbol = await symbolOf(desk);
		const { clock } = await desk.until(priced);
		const at = formatInstant(Math.ceil(clock.at / 1000) * 1000 + 120_000);
		const decisions = `id,at,symbol,action,sizePct\nlater,${at},${symbol},BUY,0.05`;
		const file = { name: 'decisions.csv', content: new Blob([decisions]) };
		expect(await desk.get('takeFiles', { files: [file], request: 'f1' })).toMatchObject({ faults: [] });
		for (const reason of ['once', 'twice']) {
			await desk.get('halt', { level: 'pause', by: 'switch', reason });
			await desk.get('resume', { word: 'resume', by: 'switch', reason });
		}
		const waiting = await storyOf(desk, { decision: 'later' });
		expect(waiting.lines.map(({ type }) => type)).toEqual(['DecisionQueued']);
		await desk.get('setClock', { speed: 1000 });
		await desk.until(({ positions }) => positions.length === 1);
		const story = await storyOf(desk, { order: 'd.later' });
		expect(story.lines.slice(0, 3).map(({ type }) => type)).toEqual([
			...['DecisionQueued', 'DecisionTaken', 'OrderInitialized']
		]);
		expect(story.lines[1]?.gap).toBeGreaterThan(10_000);
		expect(story.leftOut).toBeNull();
		expect(await desk.get('rebuild', {})).toMatchObject({ differences: [] });
	});
});

describe('the story of what came to nothing', () => {
	it('says which number of a denied order was over, and what would have passed', async () => {
		const desk = await startSession(openProfile());
		const symbol = await symbolOf(desk);
		const ticket = { symbol, action: 'BUY', quantity: '100000' } as const;
		const { order } = await desk.get('decide', { ticket, request: 'r1' });
		const story = await storyOf(desk, { order: order?.id ?? '' });
		expect(story.refusal).toMatch(
			/^Denied: position would be [\d.,]+ % of equity, limit 10 %; .* shares would pass\.$/
		);
		expect([story.isEnded, story.fills, story.position]).toEqual([true, [], null]);
		expect(story.lines.map(({ type }) => type)).toEqual(['DecisionTaken', 'OrderInitialized', 'OrderDenied']);
	});

	it('tells a decision that made no order, and one of an order that was canceled', async () => {
		const desk = await startSession(openProfile());
		const symbol = await symbolOf(desk);
		const sell = await desk.get('decide', { ticket: { symbol, action: 'SELL' }, request: 'r1' });
		const refused = await storyOf(desk, { decision: sell.decision.id });
		expect([refused.order, refused.refusal]).toEqual([null, 'Refused: nothing is held to close.']);
		expect(refused.lines.map(({ type }) => type)).toEqual(['DecisionTaken', 'DecisionRefused']);
		const limit = { symbol, action: 'BUY', sizePct: '0.05', entryPrice: '0.5' } as const;
		const placed = await desk.get('decide', { ticket: limit, request: 'r2' });
		const id = placed.order?.id ?? '';
		expect((await storyOf(desk, { decision: placed.decision.id })).isEnded).toBe(false);
		await desk.get('cancel', { orderId: id, request: 'r3' });
		const canceled = await storyOf(desk, { order: id });
		expect([canceled.isEnded, canceled.lines.at(-1)?.type]).toEqual([true, 'OrderCanceled']);
	});
});

describe('a story that is not there', () => {
	it('is found in another book, or refused in a sentence', async () => {
		const desk = await startSession(openProfile());
		const symbol = await symbolOf(desk);
		const { order } = await buy(desk, symbol, 'r1');
		const name = desk.shown.view?.book.name;
		const first = desk.shown.view?.book.id;
		await desk.get('createBook', { name: 'Second' });
		await desk.until(({ book }) => book.name === 'Second');
		expect(await desk.get('story', { order: order?.id ?? '' })).toEqual({
			type: 'elsewhere',
			book: { id: first, name }
		});
		expect(await desk.refusal('story', { order: 'none' })).toBe('There is no order none in any book.');
		expect(await desk.refusal('story', { decision: 'none' })).toBe('There is no decision none in any book.');
		expect(await desk.refusal('story', {})).toBe('A story is that of one order or of one decision.');
	});
});
