import type { ExplainTerm } from '../../lib/contract/explainView.ts';
import { percentText } from '../../lib/contract/orderTexts.ts';
import { gaugeTable } from '../../lib/contract/riskView.ts';
import { settingsCatalogue } from '../../lib/contract/settingsCatalogue.ts';
import {
	absolute,
	add,
	formatDecimal,
	fractionOf,
	isZero,
	negate,
	readRatio,
	subtract,
	zeroMoney,
	type Money
} from '../../lib/domain/decimal.ts';
import { gaugeChecks, type GaugeCheck } from '../../lib/domain/gaugeChecks.ts';
import { marketValue } from '../../lib/domain/position.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { checkTable, type CheckResult } from '../../lib/domain/risk.ts';
import { readSetting } from '../../lib/domain/settings.ts';
import { sectorOf } from '../../lib/domain/symbolLists.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { claimOfStrategy, claimOfSymbol } from '../../lib/engine/claims.ts';
import { measureGauges } from '../../lib/engine/gauges.ts';
import { riskOfPositions } from '../../lib/engine/positionRisk.ts';
import { collateralOfShorts } from '../../lib/engine/riskFacts.ts';
import type { EngineState } from '../../lib/engine/state.ts';
import { dayOf, strategyOf } from '../../lib/engine/strategyDay.ts';
import { lookAt, unrealisedOf, valueOfPositions, valuesOf } from '../../lib/engine/valuation.ts';
import {
	explainMoney,
	markPositions,
	moneyTerm,
	ratioTerm,
	unexplained,
	type Explained,
	type Marked
} from './explainTerms.ts';

/** How a gauge in money comes about, or its limit; fails with a sentence where there is none. */
export function explainLimit(
	state: EngineState,
	figure: 'limitUsed' | 'limitSet',
	subject: string,
	at: Instant
): Result<Explained, string> {
	const [name = '', ...rest] = subject.split(' ');
	const of = rest.length === 0 ? null : rest.join(' ');
	const check = gaugeChecks.find((one) => one === name);
	const gauge = measureGauges(state, at).find((one) => one.check === name);
	const line = gauge?.lines.find((one) => (one.of ?? null) === of);
	if (check === undefined || line === undefined || checkTable[check].unit !== 'money')
		return failed(`There is no gauge in money of ${subject}.`);
	return ok(figure === 'limitSet' ? explainSet(state, check, line) : explainUsed(state, check, of, line));
}

const setRule = 'The limit follows the total value at the last prices.';

function explainSet(state: EngineState, check: GaugeCheck, { limit }: CheckResult): Explained {
	const { book, market } = state;
	const { setting } = gaugeTable[check];
	const title = `Limit: ${setting === null ? 'cash' : settingsCatalogue[setting].name}`;
	if (limit === null) return unexplained(title, setRule, 'money', 'a position has no price yet.');
	const amount = limit as Money;
	if (check === 'buyingPower') {
		return explainMoney(
			title,
			'What can be held is the cash there is.',
			[moneyTerm('+', 'Cash', amount)],
			amount
		);
	}
	const fraction = setting === null ? null : readRatio(readSetting(book.config, setting));
	const isFixed = check === 'grossExposure' || fraction === null;
	if (isFixed)
		return explainMoney(title, 'An amount that is set.', [moneyTerm('+', 'As it is set', amount)], amount);
	const equity = add(book.account.cash, valueOfPositions(book, market) ?? zeroMoney);
	const value = moneyTerm('+', 'Total value', equity);
	if (check === 'maintenanceMargin')
		return explainMoney(title, 'The margin of shorts is held against the total value.', [value], amount);
	return explainMoney(title, setRule, [value, ratioTerm('×', percentText(fraction), fraction)], amount);
}

const usedRules: Partial<Record<GaugeCheck, string>> = {
	netExposure: 'What is long less what is short, in one direction; entries of the other side may not fill.',
	openRisk: 'What is lost when every stop is met at its level; without a stop all of its worth.',
	positionRisk: 'What is lost when its stops are met at their level; without a stop all of its worth.',
	buyingPower:
		'What open entries hold of the cash, and what shorts hold: their value and the initial margin on it.',
	maintenanceMargin: 'A share of what all shorts are worth.',
	strategyDayLoss:
		'What the strategy has lost since the day began, realised after fees and not: below zero it has won.'
};
const worthRule = 'What is held at the last prices, long and short alike, and what open entries are for.';

function explainUsed(
	state: EngineState,
	check: GaugeCheck,
	of: string | null,
	{ measured }: CheckResult
): Explained {
	const { setting } = gaugeTable[check];
	const name = setting === null ? 'Cash held' : settingsCatalogue[setting].name;
	const title = of === null ? `Used: ${name}` : `Used: ${name}, ${of}`;
	const rule = usedRules[check] ?? worthRule;
	const marks = markPositions(state);
	if (measured === null || 'unpriced' in marks) {
		const without = 'unpriced' in marks ? marks.unpriced.join(', ') : 'A position';
		return unexplained(title, rule, 'money', `${without} has no price yet.`);
	}
	const terms = termsOf(state, check, of, marks.marked);
	const told = terms.length > 0 ? terms : [moneyTerm('+', 'Nothing is held', zeroMoney)];
	return explainMoney(title, rule, told, measured as Money);
}

function termsOf(
	state: EngineState,
	check: GaugeCheck,
	of: string | null,
	marked: readonly Marked[]
): readonly ExplainTerm[] {
	const { book } = state;
	const { config } = book;
	switch (check) {
		case 'positionSize':
			return worthTerms(state, marked, (symbol) => symbol === of);
		case 'sectorExposure':
			return worthTerms(state, marked, (symbol) => sectorOf(config.risk.sectors, symbol).name === of);
		case 'netExposure':
			return netTerms(state, marked, of === 'long');
		case 'positionRisk':
			return riskTerms(state, marked, (symbol) => symbol === of);
		case 'openRisk':
			return riskTerms(state, marked, () => true);
		case 'buyingPower':
			return cashTerms(state);
		case 'maintenanceMargin':
			return marginTerms(state);
		case 'strategyExposure':
			return [
				...worthTerms(state, marked, (symbol) => holderOf(state, symbol) === of, false),
				...orNone('Open entries', claimOfStrategy(book, of ?? '').notional)
			];
		case 'strategyDayLoss':
			return lossTerms(state, of ?? '');
		default:
			return worthTerms(state, marked, () => true);
	}
}

function holderOf({ book }: EngineState, symbol: string): string {
	const position = book.positionBySymbol.get(symbol);
	return position === undefined ? '' : strategyOf(book, position.decisionId);
}

function worthTerms(
	{ book }: EngineState,
	marked: readonly Marked[],
	isMeant: (symbol: string) => boolean,
	countsEntries = true
): readonly ExplainTerm[] {
	const held = marked
		.filter(({ position }) => isMeant(position.symbol))
		.map((one) => moneyTerm('+', nameOf(one), absolute(marketValue(one.position, one.mark))));
	const symbols = countsEntries ? [...book.claimBySymbol.keys()].filter(isMeant) : [];
	const entries = symbols.flatMap((symbol) =>
		orNone(`${symbol}, open entries`, claimOfSymbol(book, symbol).notional)
	);
	return [...held, ...entries];
}

const nameOf = ({ position, mark }: Marked): string =>
	`${position.symbol}, ${formatDecimal(position.quantity)} × ${formatDecimal(mark)}`;

function orNone(label: string, amount: Money): readonly ExplainTerm[] {
	return isZero(amount) ? [] : [moneyTerm('+', label, amount)];
}

function netTerms({ book }: EngineState, marked: readonly Marked[], isLong: boolean): readonly ExplainTerm[] {
	const values = marked.map((one) => {
		const value = marketValue(one.position, one.mark);
		return moneyTerm('+', nameOf(one), isLong ? value : negate(value));
	});
	const { entryNotional, entrySells } = book;
	return isLong
		? [...values, ...orNone('Open entries to buy', subtract(entryNotional, entrySells))]
		: [...values, ...orNone('Open entries to sell short', entrySells)];
}

function riskTerms(
	state: EngineState,
	marked: readonly Marked[],
	isMeant: (symbol: string) => boolean
): readonly ExplainTerm[] {
	const risks = riskOfPositions(state);
	const held = marked
		.map(({ position }) => position.symbol)
		.filter(isMeant)
		.map((symbol) => moneyTerm('+', `${symbol}, down to its stops`, risks.of(symbol) ?? zeroMoney));
	const symbols = [...state.book.claimBySymbol.keys()].filter(isMeant);
	const entries = symbols.flatMap((symbol) =>
		orNone(`${symbol}, open entries`, claimOfSymbol(state.book, symbol).risk)
	);
	return [...held, ...entries];
}

function cashTerms({ book, market }: EngineState): readonly ExplainTerm[] {
	const { short = zeroMoney } = valuesOf(book, market) ?? {};
	const margin = subtract(collateralOfShorts(book, market) ?? zeroMoney, short);
	return [
		moneyTerm('+', 'Held by open entries', book.entryReserve),
		...orNone('Value of shorts', short),
		...orNone('Initial margin of shorts', margin)
	];
}

function marginTerms({ book, market }: EngineState): readonly ExplainTerm[] {
	const { short = zeroMoney } = valuesOf(book, market) ?? {};
	const { shortMaintenance } = book.config.margin;
	const label = `${percentText(shortMaintenance)} of what shorts are worth`;
	return [moneyTerm('+', label, fractionOf(short, shortMaintenance))];
}

function lossTerms({ book, market }: EngineState, strategy: string): readonly ExplainTerm[] {
	const { realised, carried } = dayOf(book, strategy);
	const own = lookAt(book, market).byStrategy.get(strategy);
	const held = own === undefined ? zeroMoney : unrealisedOf(own);
	return [
		moneyTerm('+', 'Unrealised as the day began', carried),
		moneyTerm('−', 'Unrealised now', held),
		moneyTerm('−', 'Realised today, after fees', realised)
	];
}
