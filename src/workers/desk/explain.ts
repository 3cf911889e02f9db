import type { OrderFields, TicketFields } from '../../lib/contract/askFields.ts';
import { percentText } from '../../lib/contract/orderTexts.ts';
import type {
	accountFigures,
	Explanation,
	FigureKey,
	positionFigures
} from '../../lib/contract/explainView.ts';
import {
	absolute,
	formatMoney,
	fractionOf,
	isNegative,
	isZero,
	multiply,
	ratioOf,
	subtract
} from '../../lib/domain/decimal.ts';
import { openedBy } from '../../lib/domain/opening.ts';
import { averageEntry, marketValue, unrealised, type Position } from '../../lib/domain/position.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { triggersOf, type Trigger } from '../../lib/domain/trigger.ts';
import { withHighWater } from '../../lib/engine/highWater.ts';
import { farSideOf } from '../../lib/engine/riskFacts.ts';
import { lastPrice, type EngineState } from '../../lib/engine/state.ts';
import { explainAccount } from './explainAccount.ts';
import { explainBreaker, isFallBreaker } from './explainBreaker.ts';
import { explainLimit } from './explainLimit.ts';
import {
	explainMoney,
	explainRatio,
	moneyTerm,
	priceTerm,
	quantityTerm,
	unexplained,
	type Explained
} from './explainTerms.ts';
import { levelOf } from './positionViews.ts';
import { placedOrder, ticketOrder, type Prospect } from './preview.ts';

/** Which number is asked about. */
export interface FigureAsk {
	readonly figure: FigureKey;
	readonly subject?: string;
	readonly ticket?: TicketFields;
	readonly order?: OrderFields;
}

/**
 * How a number of the desk comes about at the last prices; fails with a sentence when there is nothing of that name. The
 * result is what the desk shows at `at`.
 */
export function explainFigure(state: EngineState, ask: FigureAsk, at: Instant): Result<Explanation, string> {
	const explained = explainOne(state, ask, at);
	if (!explained.ok) return explained;
	return ok({ figure: ask.figure, subject: ask.subject ?? null, ...explained.value, at });
}

function explainOne(
	state: EngineState,
	{ figure, subject = '', ticket, order }: FigureAsk,
	at: Instant
): Result<Explained, string> {
	switch (figure) {
		case 'positionValue':
		case 'positionUnrealised':
		case 'positionUnrealisedFraction':
		case 'averageEntry': {
			const position = state.book.positionBySymbol.get(subject);
			if (position === undefined) return failed(`Nothing of ${subject} is held.`);
			return ok(explainPosition(state, figure, position));
		}
		case 'triggerDistance':
			return explainDistance(state, subject);
		case 'ticketCost':
		case 'ticketRisk':
			if (ticket !== undefined) return explainTicket(state, figure, ticketOrder(state, ticket, at));
			return order === undefined
				? failed('No ticket was given.')
				: explainTicket(state, figure, placedOrder(state, order, at));
		case 'limitUsed':
		case 'limitSet':
			return isFallBreaker(subject)
				? explainBreaker(state, figure, subject, at)
				: explainLimit(state, figure, subject, at);
		default:
			return ok(explainAccount(figure satisfies (typeof accountFigures)[number], state, at));
	}
}

const titles = {
	positionValue: ['Value of', 'Quantity times the last price.', 'money'],
	positionUnrealised: [
		'Unrealised of',
		'What the position is worth at its last price less its cost; fees are kept apart.',
		'money'
	],
	positionUnrealisedFraction: [
		'Unrealised in percent of cost, of',
		'What the position is worth at its last price less its cost, as a share of that cost.',
		'fraction'
	],
	averageEntry: [
		'Average entry of',
		'By average cost: it moves only when the position grows; fees never enter it.',
		'price'
	]
} as const;

function explainPosition(
	{ market }: EngineState,
	figure: (typeof positionFigures)[number],
	position: Position
): Explained {
	const { symbol, quantity, basis } = position;
	const [name, rule, unit] = titles[figure];
	const title = `${name} ${symbol}`;
	if (figure === 'averageEntry') {
		const terms = [moneyTerm('+', costName(position), basis), quantityTerm('÷', 'Quantity', quantity)];
		return explainRatio(title, rule, terms, averageEntry(position), 'price');
	}
	const last = lastPrice(market, symbol);
	if (last === null) return unexplained(title, rule, unit, `${symbol} has no price yet.`);
	const value = [quantityTerm('+', 'Quantity', quantity), priceTerm('×', 'Last price', last.price)];
	const gain = [...value, moneyTerm('−', costName(position), basis)];
	switch (figure) {
		case 'positionValue':
			return explainMoney(title, rule, value, marketValue(position, last.price));
		case 'positionUnrealised':
			return explainMoney(title, rule, gain, unrealised(position, last.price));
		case 'positionUnrealisedFraction':
			return isZero(basis)
				? unexplained(title, rule, unit, 'It cost nothing.')
				: explainRatio(
						title,
						rule,
						[...gain, moneyTerm('÷', costName(position, true), absolute(basis))],
						ratioOf(unrealised(position, last.price), absolute(basis))
					);
	}
}

/** What the cost of a position is; that of a short is below zero. */
function costName({ basis }: Position, isUnsigned = false): string {
	if (!isNegative(basis)) return 'Cost of what is held';
	return isUnsigned ? 'Proceeds of what is short' : 'Cost of what is short, its proceeds below zero';
}

const distanceRule = 'The level less the last price, as a share of the last price.';

function explainDistance(state: EngineState, id: string): Result<Explained, string> {
	const trigger = [...state.book.protectionBySymbol.keys()]
		.flatMap((symbol) => triggersOf(withHighWater(state, symbol)))
		.find((armed) => armed.id === id);
	const level = trigger === undefined ? null : levelOf(state, trigger);
	if (trigger === undefined || level === null) return failed(`There is no trigger ${id}.`);
	const title = `Distance of the ${trigger.kind.replace('_', ' ')} of ${trigger.symbol}`;
	const last = lastPrice(state.market, trigger.symbol);
	if (last === null)
		return ok(unexplained(title, distanceRule, 'fraction', `${trigger.symbol} has no price yet.`));
	const terms = [
		priceTerm('+', levelName(trigger), level),
		priceTerm('−', 'Last price', last.price),
		priceTerm('÷', 'Last price', last.price)
	];
	return ok(explainRatio(title, distanceRule, terms, ratioOf(subtract(level, last.price), last.price)));
}

function levelName({ kind, guards }: Trigger): string {
	if (kind !== 'trailing_stop') return 'Level';
	return guards === 'long' ? 'Level, below the high' : 'Level, above the low';
}

function explainTicket(
	state: EngineState,
	figure: 'ticketCost' | 'ticketRisk',
	prospect: Prospect | null
): Result<Explained, string> {
	if (prospect === null) return failed('The ticket comes to no order now.');
	const { intent, sizing, stop } = prospect;
	const { reserve, side } = intent;
	const quantity = openedBy(intent);
	const expected = sizing?.expected ?? null;
	if (isZero(quantity) || expected === null) return failed('Only an entry with a price has a cost.');
	const priceLabel = priceLabelOf(state, intent);
	if (figure === 'ticketCost') {
		const notional = multiply(quantity, expected);
		const { shortInitial } = state.book.config.margin;
		const held = side === 'buy' ? notional : fractionOf(notional, shortInitial);
		const terms =
			side === 'buy'
				? [quantityTerm('+', 'Quantity', quantity), priceTerm('×', priceLabel, expected)]
				: [moneyTerm('+', `Initial margin, ${percentText(shortInitial)} of ${formatMoney(notional)}`, held)];
		const fee = moneyTerm('+', 'Fee of such a fill', subtract(reserve, held));
		return ok(
			explainMoney(
				'Cost',
				'What the order holds of the cash from its making to its end.',
				[...terms, fee],
				reserve
			)
		);
	}
	if (stop === null) return failed('No stop is given.');
	const [first, second] =
		side === 'buy'
			? [priceTerm('+', priceLabel, expected), priceTerm('−', 'Stop', stop)]
			: [priceTerm('+', 'Stop', stop), priceTerm('−', priceLabel, expected)];
	const terms = [first, second, quantityTerm('×', 'Quantity', quantity)];
	const distance = side === 'buy' ? subtract(expected, stop) : subtract(stop, expected);
	const rule = 'What is lost when the stop fills at its level; a gap can cost more, and fees come on top.';
	return ok(explainMoney('Risk to the stop', rule, terms, multiply(quantity, distance)));
}

/** Which price an entry is reckoned with. */
function priceLabelOf(
	state: EngineState,
	{ limitPrice, stopPrice, symbol, side }: Prospect['intent']
): string {
	if (limitPrice !== null) return 'Limit';
	if (stopPrice !== null) return 'Stop with slippage';
	const far = side === 'buy' ? 'Ask' : 'Bid';
	return `${farSideOf(state, symbol, side) === null ? 'Last price' : far} with slippage`;
}
