import { afterEach, describe, expect, it } from 'vitest';
import { buy, closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';
import { openProfile } from '../../../support/deskHarness.ts';
import { failed } from '../../../../src/lib/domain/result.ts';
import type { Journal } from '../../../../src/lib/ports/journal.ts';

const file = (name: string, text: string) => ({ name, content: new Blob([text]) });

afterEach(closeSessions);

describe('a desk that starts for the first time', () => {
	it('opens a book of the generated market, its clock running from an open session', async () => {
		const desk = await startSession(openProfile());
		const { book, clock, account, symbols, seq } = await desk.until(priced);
		expect([book.source, book.isReadOnly, account.equity, seq]).toEqual(['generated', false, '10000', 1]);
		expect(clock.closesAt).not.toBeNull();
		expect(symbols).toHaveLength(20);
	});

	it('fills, guards and explains a ticket, and once only', async () => {
		const desk = await startSession(openProfile());
		await desk.until(priced);
		const [symbol = ''] = desk.shown.view?.symbols ?? [];
		const { order, decision } = await buy(desk, symbol, 'abcdef12-3456');
		expect(decision.outcome).toBe('taken');
		expect(order?.verdict.map(({ passed }) => passed)).not.toContain(false);
		expect(await desk.get('order', { id: order?.id ?? '' })).toMatchObject({ status: 'filled', symbol });
		const view = await desk.until(({ triggers }) => triggers.length === 1);
		expect(view.feed.map(({ text }) => text).join(' ')).toMatch(
			/Bought \d+ \w+ at [\d.]+, fee 0\.00\. Stop [\d.]+ armed\./
		);
		const again = { symbol, action: 'BUY', sizePct: '0.05' } as const;
		const repeated = await desk.get('decide', { ticket: again, request: 'abcdef12-3456' });
		expect([repeated.order?.id, repeated.text]).toEqual([
			order?.id,
			'This was done before, and is not done again.'
		]);
		expect(await desk.get('orders', {})).toHaveLength(1);
	});

	it('previews what the engine would do, and changes nothing', async () => {
		const desk = await startSession(openProfile());
		const { symbols, watch } = await desk.until(priced);
		const symbol = symbols[0] ?? '';
		const enter = await desk.get('preview', {
			ticket: { symbol, action: 'BUY', sizePct: '0.05', stopLoss: '1' }
		});
		expect(enter).toMatchObject({ route: 'enter', approved: true, fields: {} });
		expect(enter.summary).toMatch(new RegExp(`^Would buy \\d+ ${symbol} at the market\\.$`));
		expect([enter.cost, enter.riskToStop, enter.sizing?.requested]).not.toContain(null);
		const tooBig = await desk.get('preview', { ticket: { symbol, action: 'BUY', quantity: '100000' } });
		expect(tooBig.approved).toBe(false);
		expect(tooBig.summary).toMatch(
			/position would be [\d.,]+ % of equity, limit 10 %; .* \d+ shares would pass\.$/
		);
		const passing = { symbol, action: 'BUY', quantity: tooBig.passes ?? '' } as const;
		expect(await desk.get('preview', { ticket: passing })).toMatchObject({ approved: true });
		const faulty = await desk.get('preview', {
			ticket: { symbol, action: 'BUY', sizePct: '5', stopLoss: 'x' }
		});
		expect(faulty.fields).toEqual({
			sizePct: '5 is not a fraction; did you mean 0.05?',
			stopLoss: 'X is not a number.'
		});
		const wrong = { symbol, action: 'BUY', sizePct: '0.05', stopLoss: '8000', takeProfit: '0.01' } as const;
		const { fields } = await desk.get('preview', { ticket: wrong });
		expect(Object.values(fields).join(' ')).toMatch(/^Must be below [\d.]+\. Must be above [\d.]+\.$/);
		expect(await desk.refusal('decide', { ticket: wrong, request: 'w' })).toMatch(/wrong side of the price/);
		const bare = { symbol, action: 'BUY', sizePct: '0.4' } as const;
		expect((await desk.get('preview', { ticket: bare })).summary).toMatch(
			/without a stop the position would risk [\d.]+ % of equity, limit 5 %; give a stop, or order less\. \d+ shares would pass\.$/
		);
		const last = Number(watch.find((row) => row.symbol === symbol)?.last);
		const cut = await desk.get('preview', { ticket: { ...bare, stopLoss: (last * 0.9).toFixed(2) } });
		expect(cut.summary).toMatch(/ at the market, cut to the largest position\.$/);
		const sell = await desk.get('preview', { ticket: { symbol, action: 'SELL' } });
		expect([sell.route, sell.summary]).toEqual(['refuse', 'Refused: nothing is held to close.']);
		expect(desk.session.running().runner.live().seq).toBe(1);
	});
});

describe('a desk with a position', () => {
	it('comes back as it was after it was closed', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		const { symbols } = await desk.until(priced);
		await buy(desk, symbols[3] ?? '', 'r1');
		const before = await desk.until(({ triggers }) => triggers.length === 1);
		await desk.session.close();
		const next = await startSession(profile);
		const after = await next.until(({ positions }) => positions.length === 1);
		expect(after.positions[0]?.averageEntry).toBe(before.positions[0]?.averageEntry);
		expect(after.triggers.map(({ id, level }) => [id, level])).toEqual(
			before.triggers.map(({ id, level }) => [id, level])
		);
		expect(after.feed.map(({ text }) => text)).toEqual(before.feed.map(({ text }) => text));
		expect(after.clock.at).toBeGreaterThanOrEqual(before.clock.at);
		expect(after.clock.at - before.clock.at).toBeLessThan(60_000);
		expect(await next.get('verify', {})).toMatchObject({ intact: true, broken: null });
		expect(await next.get('rebuild', {})).toMatchObject({ differences: [], corrected: 0 });
	});

	it('is guarded anew by hand, pauses, and closes a part and the rest', async () => {
		const desk = await startSession(openProfile());
		const { symbols } = await desk.until(priced);
		const symbol = symbols[4] ?? '';
		await buy(desk, symbol, 'r1');
		expect(await desk.refusal('protect', { symbol, takeProfit: '0.5', request: 'p0' })).toBe(
			`Change of what guards ${symbol} refused: the price has passed that level already.`
		);
		await desk.get('protect', {
			symbol,
			stopLoss: '',
			takeProfit: '8000',
			trailingStopPct: '0.2',
			request: 'p1'
		});
		const { triggers } = await desk.until((view) => view.triggers.length === 2);
		expect(triggers.map(({ kind }) => kind).sort()).toEqual(['take_profit', 'trailing_stop']);
		await desk.get('halt', { level: 'pause', by: 'switch', reason: 'by hand' });
		const ticket = { symbol: symbols[5] ?? '', action: 'BUY', sizePct: '0.05' } as const;
		const paused = await desk.get('decide', { ticket, request: 'r2' });
		expect(paused.order).toMatchObject({ status: 'denied', reasons: ['reducing'] });
		await desk.get('close', { symbol, quantity: '1', request: 'c1' });
		await desk.until(
			(view) => view.orders.length === 0 && view.feed.some(({ type }) => type === 'CloseRequested')
		);
		expect(await desk.refusal('close', { symbol, quantity: '999', request: 'c2' })).toMatch(
			/more than is held/
		);
		await desk.get('close', { symbol, request: 'c3' });
		await desk.until((view) => view.positions.length === 0);
		expect((await desk.get('fills', {})).map(({ cause }) => cause)).toEqual([
			'closed_by_hand',
			'closed_by_hand',
			'entry_market'
		]);
		expect(await desk.refusal('close', { symbol, request: 'c4' })).toMatch(/nothing of it is held/);
	});
});

describe('the books of a desk', () => {
	it('are created, chosen, renamed, reset and deleted by the typed word', async () => {
		const desk = await startSession(openProfile());
		const first = (await desk.until(priced)).book.id;
		const { id } = await desk.get('createBook', { name: ' Second ', seed: 5, symbols: 3 });
		expect((await desk.until(({ book }) => book.id === id)).symbols).toHaveLength(3);
		await desk.get('renameBook', { id, name: 'Another' });
		await desk.until(({ book }) => book.name === 'Another');
		expect(await desk.refusal('renameBook', { id, name: '  ' })).toBe('A book needs a name.');
		const reset = await desk.get('resetBook', {});
		await desk.until(({ book }) => book.id === reset.id);
		await desk.get('chooseBook', { id });
		const old = await desk.until(({ book }) => book.id === id);
		expect([old.book.isReadOnly, old.book.name]).toEqual([true, 'Another, before reset']);
		expect(await desk.refusal('setClock', { speed: 10 })).toMatch(/archived: its clock stands still/);
		await desk.get('chooseBook', { id: first });
		expect(await desk.refusal('deleteBook', { id, typed: 'delte' })).toBe(
			'Type the word delete to delete a book.'
		);
		await desk.get('deleteBook', { id, typed: 'delete' });
		await desk.until(({ books }) => !books.some((book) => book.id === id));
		await desk.get('deleteBook', { id: first, typed: 'delete' });
		expect((await desk.until(({ books }) => books.length === 1)).book.id).toBe(reset.id);
		expect(await desk.refusal('deleteBook', { id: reset.id, typed: 'delete' })).toMatch(/the only book/);
	});

	it('are exported, imported with nothing lost, and refused when a digit was changed', async () => {
		const desk = await startSession(openProfile());
		const { symbols } = await desk.until(priced);
		await buy(desk, symbols[6] ?? '', 'r1');
		const { content, name } = await desk.get('exportFile', { what: 'journal' });
		expect(name).toMatch(/^blotter-journal-\d{4}-\d\d-\d\d\.json$/);
		const text = await content.text();
		const { id, entries } = await desk.get('importJournal', { file: file(name, text) });
		const view = await desk.until(({ book }) => book.id === id);
		expect(view.positions.map(({ symbol }) => symbol)).toEqual([symbols[6]]);
		expect(entries).toBe(text.split('\n').filter((line) => line.includes('"seq"')).length - 1);
		expect(await desk.get('verify', {})).toMatchObject({ intact: true });
		const books = view.books.length;
		const changed = text.replace('"entry_market"', '"entry_markex"');
		expect(await desk.refusal('importJournal', { file: file(name, changed) })).toMatch(
			/^Nothing was imported\. Entry \d+ is not as it was written/
		);
		const cut = text.slice(0, text.length / 2);
		expect(await desk.refusal('importJournal', { file: file(name, cut) })).toMatch(/cut off/);
		expect((await desk.until(priced)).books).toHaveLength(books);
	});

	it('write trades and orders as CSV', async () => {
		const desk = await startSession(openProfile());
		const { symbols } = await desk.until(priced);
		const symbol = symbols[7] ?? '';
		await buy(desk, symbol, 'r1');
		await desk.get('close', { symbol, request: 'c1' });
		await desk.until(({ positions }) => positions.length === 0);
		const trades = await (await desk.get('exportFile', { what: 'trades' })).content.text();
		const orders = await (await desk.get('exportFile', { what: 'orders' })).content.text();
		const [header, line, end] = trades.split('\r\n');
		expect(header).toBe(
			'symbol,direction,quantity,entryPrice,exitPrice,gross,fees,net,openedAt,closedAt,seconds,decisionId,exitCause,' +
				'strategy,entryFees,exitFees,return,worst,best'
		);
		expect(line).toMatch(
			new RegExp(
				`^${symbol},long,\\d+,[\\d.]+,[\\d.]+,-?[\\d.]+,0,-?[\\d.]+,.*,closed_by_hand,,0,0,-?[\\d.]+,(0|-[\\d.]+),[\\d.]+$`
			)
		);
		expect(end).toBe('');
		expect(orders.trim().split('\r\n')).toHaveLength(3);
	});
});

describe('a desk whose storage is full', () => {
	it('stops with what to do, keeps the journal exportable, and comes back halted once there is room', async () => {
		const profile = openProfile();
		let isFull = false;
		const journal: Journal = {
			...profile.journal,
			append: (batch) => (isFull ? Promise.resolve(failed({ type: 'full' })) : profile.journal.append(batch))
		};
		const desk = await startSession(profile, journal);
		const { symbols } = await desk.until(priced);
		await buy(desk, symbols[0] ?? '', 'r1');
		isFull = true;
		const ticket = { symbol: symbols[1] ?? '', action: 'BUY', sizePct: '0.05' } as const;
		expect(await desk.refusal('decide', { ticket, request: 'r2' })).toMatch(/storage is full/);
		expect(desk.shown.trouble).toMatchObject({ kind: 'full', canExport: true, canRetry: true });
		expect(desk.shown.view?.positions).toHaveLength(1);
		const { content } = await desk.get('exportFile', { what: 'journal' });
		expect((await content.text()).endsWith('}}\n')).toBe(true);
		isFull = false;
		await desk.session.retry();
		const view = await desk.until(({ tradingState }) => tradingState.state === 'halted');
		expect([view.tradingState.reason, view.clock.isPaused, desk.shown.trouble]).toEqual([
			'the storage is full before',
			true,
			null
		]);
		expect(await desk.get('orders', {})).toHaveLength(1);
		await desk.get('resume', { word: 'resume', by: 'switch', reason: 'room was made' });
		expect(await desk.get('verify', {})).toMatchObject({ intact: true });
	});
});
