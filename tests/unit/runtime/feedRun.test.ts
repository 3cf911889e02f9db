import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/lib/domain/commands.ts';
import type { OrderRow } from '../../../src/lib/domain/deskRows.ts';
import { isOpenStatus } from '../../../src/lib/domain/order.ts';
import { formatInstant } from '../../../src/lib/domain/time.ts';
import {
	createBook,
	createFeedBook,
	openProfile,
	readSampleWeek,
	readStore,
	startBook
} from '../../support/deskHarness.ts';

const sample = await readSampleWeek();

describe('the sample week played as a feed', () => {
	it('comes out as its replay, fill by fill and day by day', async () => {
		const profile = openProfile();
		const book = createFeedBook(sample.series, sample.config);
		await createBook(profile, book);
		const { runner, runUntil, stopped } = await startBook(profile, book);
		const taken = await runner.command((at) =>
			sample.decisions.map((decision): Command => ({ type: 'TakeDecision', at, decision }))
		);
		expect(taken.ok).toBe(true);
		await runUntil(Infinity);
		expect(stopped()).toBeNull();

		const fills = await readStore(profile, book.id, 'fills');
		expect(
			fills.map(({ decisionId, symbol, side, quantity, price, fee, cause, at, cashAfter }) => ({
				...{ decisionId, symbol, side, qty: quantity, price, fee, cause, at: formatInstant(at), cashAfter }
			}))
		).toEqual(
			sample.expected.fills.map(({ decisionId, symbol, side, qty, price, fee, cause, at, cashAfter }) => ({
				...{ decisionId, symbol, side, qty, price, fee, cause, at, cashAfter }
			}))
		);
		const days = (await readStore(profile, book.id, 'snapshots')).filter(({ endsDay }) => endsDay);
		expect(days.map(({ at, equity, cash }) => ({ at: formatInstant(at), equity, cash }))).toEqual(
			sample.expected.snapshots.map(({ at, equity, cash }) => ({ at, equity, cash }))
		);
		const positions = await readStore(profile, book.id, 'positions');
		expect(
			positions.filter(({ status }) => status === 'open').map(({ symbol, quantity }) => [symbol, quantity])
		).toEqual(sample.expected.positions.map(({ symbol, qty }) => [symbol, qty]));
		const decisions = await readStore(profile, book.id, 'decisions');
		expect(decisions.map(({ outcome }) => outcome)).not.toContain('waiting');
		const orders = await readStore(profile, book.id, 'orders');
		const refused = decisions
			.filter(({ outcome }) => outcome === 'refused')
			.map(({ id, refusal, takenAt }) => ({ decisionId: id, reason: refusal, at: textOf(takenAt) }));
		const denied = orders
			.filter(({ status }) => status === 'denied')
			.map(({ decisionId, reasons, madeAt }) => ({ decisionId, reason: reasons[0], at: textOf(madeAt) }));
		expect(byDecision([...refused, ...denied])).toEqual(
			byDecision(sample.expected.refused.map(({ decisionId, reason, at }) => ({ decisionId, reason, at })))
		);
		const holds = decisions.filter(({ outcome }) => outcome === 'levels_updated' || outcome === 'logged');
		expect(byDecision(holds.map(({ id, outcome }) => ({ decisionId: id, outcome })))).toEqual(
			byDecision(sample.expected.holds.map(({ decisionId, outcome }) => ({ decisionId, outcome })))
		);
		const own = orders.filter(({ id, status }) => id.startsWith('d.') && status !== 'denied');
		expect(byDecision(own.map(orderText))).toEqual(byDecision(sample.expected.orders));
		const ended = own.filter(({ status }) => status === 'expired' || status === 'rejected');
		expect(byDecision(ended.map(({ decisionId, reasons: [reason] }) => ({ decisionId, reason })))).toEqual(
			byDecision(
				[...sample.expected.expired, ...sample.expected.rejected].map(({ decisionId, reason }) => ({
					...{ decisionId, reason }
				}))
			)
		);
	});
});

const textOf = (at: number | null) => (at === null ? null : formatInstant(at));

function byDecision<Row extends { readonly decisionId: string }>(rows: readonly Row[]): readonly Row[] {
	expect(rows.length).toBeGreaterThan(0);
	return [...rows].sort((a, b) => (a.decisionId < b.decisionId ? -1 : 1));
}

function orderText({ decisionId, symbol, side, type, quantity, refPrice, limitPrice, ...row }: OrderRow) {
	return {
		...{ decisionId, symbol, side, type, qty: quantity, refPrice, limitPrice },
		at: textOf(row.madeAt),
		expiresAt: textOf(row.endsAt),
		status: isOpenStatus(row.status) ? 'open' : row.status
	};
}
