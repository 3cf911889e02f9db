import type { accountFigures } from '../../lib/contract/explainView.ts';
import { intentText } from '../../lib/contract/orderTexts.ts';
import { dayStartAt, realisedNet } from '../../lib/domain/account.ts';
import {
	absolute,
	add,
	formatDecimal,
	isZero,
	ratioOf,
	subtract,
	zeroMoney,
	type Money
} from '../../lib/domain/decimal.ts';
import { collateralOf } from '../../lib/domain/margin.ts';
import { marketValue, unrealised } from '../../lib/domain/position.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { claimOf } from '../../lib/engine/claims.ts';
import { spendableCash } from '../../lib/engine/riskFacts.ts';
import type { EngineState } from '../../lib/engine/state.ts';
import { valuesOf } from '../../lib/engine/valuation.ts';
import {
	explainMoney,
	explainRatio,
	markPositions,
	moneyTerm,
	unexplained,
	type Explained,
	type Marked
} from './explainTerms.ts';

type AccountFigure = (typeof accountFigures)[number];
type Explain = (state: EngineState, at: Instant) => Explained;

const dayRule =
	'The day begins at 00:00 in New York, or 00:00 UTC in a book of crypto alone; it starts from the last equity before it, so that a gap over night counts.';

const explainers: { readonly [Figure in AccountFigure]: Explain } = {
	equity: (state) =>
		withMarks(
			state,
			['Total value', 'Cash and every position at its last price.', 'money'],
			(marked, [title, rule]) => {
				const { cash } = state.book.account;
				const terms = [moneyTerm('+', 'Cash', cash), ...valueTerms(marked)];
				return explainMoney(title, rule, terms, add(cash, valueOf(marked)));
			}
		),
	positionsValue: (state) =>
		withMarks(state, ['Positions', 'Each quantity times its last price.', 'money'], (marked, [title, rule]) =>
			explainMoney(title, rule, orNothing(valueTerms(marked)), valueOf(marked))
		),
	unrealised: (state) =>
		withMarks(
			state,
			[
				'Unrealised',
				'What each position is worth at its last price less its cost; fees are kept apart.',
				'money'
			],
			(marked, [title, rule]) => {
				const terms = marked.map(({ position, mark }) =>
					moneyTerm('+', position.symbol, unrealised(position, mark))
				);
				return explainMoney(title, rule, orNothing(terms), subtract(valueOf(marked), basisOf(state)));
			}
		),
	dayChange: (state, at) =>
		withMarks(state, ['Today', dayRule, 'money'], (marked, [title, rule]) => {
			const [equity, start] = [equityOf(state, marked), dayStartAt(state.book.account, at)];
			const terms = [
				moneyTerm('+', 'Total value now', equity),
				moneyTerm('−', 'At the start of the day', start)
			];
			return explainMoney(title, rule, terms, subtract(equity, start));
		}),
	dayChangeFraction: (state, at) =>
		withMarks(state, ['Today in percent', dayRule, 'fraction'], (marked, [title, rule]) => {
			const [equity, start] = [equityOf(state, marked), dayStartAt(state.book.account, at)];
			if (isZero(start)) return unexplained(title, rule, 'fraction', 'The day started from nothing.');
			const terms = [
				moneyTerm('+', 'Total value now', equity),
				moneyTerm('−', 'At the start of the day', start),
				moneyTerm('÷', 'At the start of the day', start)
			];
			return explainRatio(title, rule, terms, ratioOf(subtract(equity, start), start));
		}),
	exposure: (state) =>
		withMarks(
			state,
			['Exposure', 'What is in positions, long and short alike, as a share of the total value.', 'fraction'],
			(marked, [title, rule]) => {
				const [value, equity] = [grossOf(marked), equityOf(state, marked)];
				if (isZero(equity)) return unexplained(title, rule, 'fraction', 'The total value is zero.');
				const values = marked.map(({ position, mark }) =>
					moneyTerm('+', position.symbol, absolute(marketValue(position, mark)))
				);
				const terms = [...orNothing(values), moneyTerm('÷', 'Total value', equity)];
				return explainRatio(title, rule, terms, ratioOf(value, equity));
			}
		),
	cash: (state) => {
		const { startingCash, realisedGross, fees, cash } = state.book.account;
		const terms = [
			moneyTerm('+', 'Starting cash', startingCash),
			moneyTerm('+', 'Realised, gross', realisedGross),
			moneyTerm('−', 'Fees', fees),
			moneyTerm('−', 'Cost of what is held', basisOf(state)),
			...adjustedTerms(state, '+')
		];
		const besides = state.book.broker === null ? '' : ' What the account books besides moves it too.';
		const rule = `Each fill moves cash by its quantity times its price, less its fee.${besides}`;
		return explainMoney('Cash', rule, terms, cash);
	},
	freeCash: (state) => {
		const { book } = state;
		const { cash } = book.account;
		const free = spendableCash(state);
		const held = [...state.book.orders.values()].flatMap((order) => {
			const { reserve } = claimOf(order);
			return reserve !== zeroMoney ? [moneyTerm('−', `Held for ${intentText(order.intent)}`, reserve)] : [];
		});
		const rule =
			'Cash that neither open entries nor shorts hold. An entry holds what it buys and its fee, a sale short its initial margin; a short holds its value at the last price and the initial margin on it.';
		if (free === null) return unexplained('Free cash', rule, 'money', 'A short has no price yet.');
		const shorts = shortTerms(state);
		return explainMoney('Free cash', rule, [moneyTerm('+', 'Cash', cash), ...held, ...shorts], free);
	},
	realisedGross: (state) => {
		const { startingCash, realisedGross, fees, cash } = state.book.account;
		const terms = [
			moneyTerm('+', 'Cash', cash),
			moneyTerm('+', 'Cost of what is held', basisOf(state)),
			moneyTerm('+', 'Fees', fees),
			moneyTerm('−', 'Starting cash', startingCash),
			...adjustedTerms(state, '−')
		];
		const rule =
			'By average cost: a sale realises its proceeds less the share of the cost that it releases; fees are kept apart.';
		return explainMoney('Realised, gross', rule, terms, realisedGross);
	},
	realisedNet: ({ book: { account } }) =>
		explainMoney(
			'Realised, net',
			'Realised profit by average cost, less every fee paid; a fee counts when it is paid.',
			[moneyTerm('+', 'Realised, gross', account.realisedGross), moneyTerm('−', 'Fees', account.fees)],
			realisedNet(account)
		),
	fees: (state) => {
		const { startingCash, realisedGross, fees, cash } = state.book.account;
		const terms = [
			moneyTerm('+', 'Starting cash', startingCash),
			moneyTerm('+', 'Realised, gross', realisedGross),
			moneyTerm('−', 'Cost of what is held', basisOf(state)),
			moneyTerm('−', 'Cash', cash),
			...adjustedTerms(state, '+')
		];
		const whose =
			state.book.broker === null ? 'The fees of all fills' : 'The fees of all fills and of the account';
		return explainMoney('Fees', `${whose}; they never enter an average entry price.`, terms, fees);
	}
};

/** How a figure of the account comes about at the last prices, exact. */
export function explainAccount(figure: AccountFigure, state: EngineState, at: Instant): Explained {
	return explainers[figure](state, at);
}

/** What moved cash and was no fill and no fee; only an account has it. */
function adjustedTerms({ book }: EngineState, operator: '+' | '−') {
	const { adjusted } = book.account;
	return isZero(adjusted) ? [] : [moneyTerm(operator, 'Adjustments: neither fill nor fee', adjusted)];
}

/** What shorts hold, together, so that it is rounded once. */
function shortTerms({ book, market }: EngineState) {
	const value = valuesOf(book, market)?.short ?? zeroMoney;
	if (isZero(value)) return [];
	const margin = subtract(collateralOf(book.config.margin, value), value);
	return [moneyTerm('−', 'Value of shorts', value), moneyTerm('−', 'Initial margin of shorts', margin)];
}

function grossOf(marked: readonly Marked[]): Money {
	return marked.reduce(
		(sum, { position, mark }) => add(sum, absolute(marketValue(position, mark))),
		zeroMoney
	);
}

type Head = readonly [title: string, rule: string, unit: Explained['unit']];

/** What needs the last price of every position; without one of them it is not known. */
function withMarks(
	state: EngineState,
	head: Head,
	explain: (marked: readonly Marked[], head: Head) => Explained
): Explained {
	const marks = markPositions(state);
	if ('marked' in marks) return explain(marks.marked, head);
	const [title, rule, unit] = head;
	return unexplained(title, rule, unit, `${marks.unpriced.join(', ')} has no price yet.`);
}

function valueTerms(marked: readonly Marked[]) {
	return marked.map(({ position, mark }) =>
		moneyTerm(
			'+',
			`${position.symbol}, ${formatDecimal(position.quantity)} × ${formatDecimal(mark)}`,
			marketValue(position, mark)
		)
	);
}

/** A sum of nothing is shown as one. */
function orNothing<Term>(terms: readonly Term[]) {
	return terms.length > 0 ? terms : [moneyTerm('+', 'Nothing is held', zeroMoney)];
}

function valueOf(marked: readonly Marked[]): Money {
	return marked.reduce((sum, { position, mark }) => add(sum, marketValue(position, mark)), zeroMoney);
}

function equityOf({ book }: EngineState, marked: readonly Marked[]): Money {
	return add(book.account.cash, valueOf(marked));
}

function basisOf({ book }: EngineState): Money {
	let basis = zeroMoney;
	for (const position of book.positionBySymbol.values()) basis = add(basis, position.basis);
	return basis;
}
