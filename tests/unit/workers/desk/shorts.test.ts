import { describe, expect, it } from 'vitest';
import type { OrderFields } from '../../../../src/lib/contract/askFields.ts';
import { createOpenRows } from '../../../../src/lib/runtime/openRows.ts';
import { projectEvent } from '../../../../src/lib/runtime/projection.ts';
import { evolve } from '../../../../src/lib/engine/evolve.ts';
import { createState } from '../../../../src/lib/engine/state.ts';
import { explainFigure } from '../../../../src/workers/desk/explain.ts';
import { readOrder } from '../../../../src/workers/desk/orderReading.ts';
import { viewAccount, viewPositions, viewTriggers } from '../../../../src/workers/desk/positionViews.ts';
import { previewPlaced, previewTicket } from '../../../../src/workers/desk/preview.ts';
import { createLevels } from '../../../support/deskBuilders.ts';
import { createQuoteDesk, type QuoteDesk } from '../../../support/quoteDesk.ts';
import { allowed, order, short } from '../../../support/shortDesk.ts';

const preview = (desk: QuoteDesk, fields: Partial<OrderFields>) => {
	const given = { symbol: 'XYZ', side: 'sell', quantity: '10', ...fields } as const;
	return previewPlaced(desk.state, readOrder(desk.state, given, desk.now()), desk.now());
};

describe('an order to sell short', () => {
	it('is previewed with the margin it holds and what its stop risks', () => {
		const desk = createQuoteDesk(allowed);
		desk.quote('100');
		const shown = preview(desk, { stopLoss: '105', takeProfit: '90' });
		expect([shown.summary, shown.cost, shown.riskToStop]).toEqual([
			'Would sell short 10 XYZ at the market, with target 90.00 and stop 105.00.',
			'500',
			'50'
		]);
		const asked = { symbol: 'XYZ', side: 'sell', quantity: '10', stopLoss: '105' } as const;
		const cost = explainFigure(desk.state, { figure: 'ticketCost', order: asked }, desk.now());
		expect(cost.ok && [cost.value.result, cost.value.terms[0]?.label]).toEqual([
			'500',
			'Initial margin, 50 % of 1000'
		]);
		const risk = explainFigure(desk.state, { figure: 'ticketRisk', order: asked }, desk.now());
		expect(risk.ok && risk.value.result).toBe('50');
	});

	it('has its stop above and its target below', () => {
		const desk = createQuoteDesk(allowed);
		desk.quote('100');
		expect(preview(desk, { stopLoss: '99', takeProfit: '101' }).fields).toEqual({
			stopLoss: 'Must be above 100.',
			takeProfit: 'Must be below 100.'
		});
		const ticket = { symbol: 'XYZ', action: 'SELL', quantity: '10', stopLoss: '99' } as const;
		expect(previewTicket(desk.state, ticket, desk.now()).fields).toEqual({ stopLoss: 'Must be above 100.' });
	});

	it('says why it is refused, and what would pass', () => {
		const desk = createQuoteDesk({ ...allowed, startingCash: '10000', maxPositionFraction: '0.05' });
		desk.quote('100');
		expect(preview(desk, {}).summary).toBe(
			'Would be denied: position would be 10 % of equity, limit 5 %. 5 shares would pass.'
		);
	});
});

describe('a short that is held', () => {
	const held = () => {
		const desk = createQuoteDesk(allowed);
		short(desk, { levels: createLevels({ stopLoss: '105', trailing: '0.1' }) });
		desk.quote('90');
		return desk;
	};

	it('is shown below zero, with what it holds of the cash', () => {
		const { state, now } = held();
		expect(viewAccount(state, now())).toMatchObject({
			...{ cash: '11000', equity: '10100', positionsValue: '-900', shortMargin: '1350', freeCash: '9650' },
			...{ exposure: 900 / 10100, netExposure: -900 / 10100 }
		});
		const [position] = viewPositions(state, true, () => ({
			sector: '',
			heldBy: [],
			spark: new Float64Array()
		}));
		expect(position).toMatchObject({
			...{ quantity: '-10', marketValue: '-900', unrealised: '100', unrealisedFraction: 0.1 },
			...{ stopLoss: '105', trailing: { highWater: '90', level: '99' }, guarded: '10' }
		});
		const levels = viewTriggers(state).map(({ kind, guards, level, quantity, money }) => [
			...[kind, guards, level, quantity, money]
		]);
		expect(levels).toEqual([
			['stop_loss', 'short', '105', '10', '-150'],
			['trailing_stop', 'short', '99', '10', '-90']
		]);
	});

	it('has a preview of buying it back, and of buying more than that', () => {
		const desk = held();
		expect(preview(desk, { side: 'buy' }).summary).toBe('Would buy back 10 XYZ at the market.');
		expect(preview(desk, { side: 'buy', quantity: '25', stopLoss: '80' }).summary).toBe(
			'Would buy back 25 XYZ at the market, which opens a long position of 15, with stop 80.00.'
		);
		expect(preview(desk, { side: 'buy', quantity: '25', limitPrice: '90' }).summary).toMatch(
			/only a market order closes and opens the other way in one/
		);
	});
});

it('a fill through zero closes one row of a position and opens another, each with its share of the fee', () => {
	const desk = createQuoteDesk({ ...allowed, minimum: '3' });
	desk.hold();
	order(desk, 'x', { side: 'sell', quantity: '15' });
	desk.quote('110');
	const { book, market } = desk.state;
	const state = createState(book.config, market.instruments);
	const open = createOpenRows();
	const rows = desk.events.flatMap((event, index) => {
		evolve(state, event);
		return projectEvent(open, event, index + 1, state.book);
	});
	const positions = rows.flatMap((change) => (change.store === 'positions' ? [change.row] : []));
	expect(positions.slice(-2)).toMatchObject([
		{ id: 'd.buy', status: 'closed', realisedGross: '100', fees: '5' },
		{ id: 'r.x', status: 'open', quantity: '-5', averageEntry: '110', realisedGross: '0', fees: '1' }
	]);
	const trades = rows.flatMap((change) => (change.store === 'trades' ? [change.row] : []));
	expect(trades).toMatchObject([{ side: 'long', gross: '100', entryFees: '3', exitFees: '2', net: '95' }]);
});
