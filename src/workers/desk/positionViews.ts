import { failureText } from '../../lib/contract/exitEnding.ts';
import type { AccountView, PositionView, TriggerView } from '../../lib/contract/deskView.ts';
import { dayStartAt, realisedNet } from '../../lib/domain/account.ts';
import {
	absolute,
	add,
	decimalToNumber,
	formatDecimal,
	formatMoney,
	isPositive,
	moneyToNumber,
	multiply,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price
} from '../../lib/domain/decimal.ts';
import { isOfAccount } from '../../lib/domain/ids.ts';
import { averageEntry, marketValue, unrealised, type Position } from '../../lib/domain/position.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { latest, triggersOf, type Trigger } from '../../lib/domain/trigger.ts';
import { withHighWater } from '../../lib/engine/highWater.ts';
import {
	closableQuantity,
	collateralOfShorts,
	isClosing,
	spendableCash
} from '../../lib/engine/riskFacts.ts';
import { indexOf, instrumentOf, lastPrice, type EngineState } from '../../lib/engine/state.ts';
import { trailingLevel } from '../../lib/engine/triggerEvaluation.ts';
import { valuesOf } from '../../lib/engine/valuation.ts';
import type { LiveBook } from '../../lib/runtime/runnerSetup.ts';
import type { PriceHistory } from './priceHistory.ts';
import { restingGuards } from './restingGuards.ts';
import { viewHolders } from './strategyViews.ts';

/** The account at the last prices; what needs a price that is missing is unknown. */
export function viewAccount(state: EngineState, now: Instant): AccountView {
	const { book, market } = state;
	const { account } = book;
	const values = valuesOf(book, market);
	const value = values?.net ?? null;
	const gross = values === null ? null : add(values.long, values.short);
	const equity = value === null ? null : add(account.cash, value);
	const reserved = book.entryReserve;
	let basis = zeroMoney;
	for (const position of book.positionBySymbol.values()) basis = add(basis, position.basis);
	const dayStart = dayStartAt(account, now);
	const change = equity === null ? null : subtract(equity, dayStart);
	return {
		equity: moneyOrNull(equity),
		cash: formatMoney(account.cash),
		positionsValue: moneyOrNull(value),
		unrealised: moneyOrNull(value === null ? null : subtract(value, basis)),
		realisedGross: formatMoney(account.realisedGross),
		realisedNet: formatMoney(realisedNet(account)),
		fees: formatMoney(account.fees),
		reserved: formatMoney(reserved),
		shortMargin: moneyOrNull(collateralOfShorts(book, market)),
		freeCash: moneyOrNull(spendableCash(state)),
		dayStartEquity: formatMoney(dayStart),
		dayChange: moneyOrNull(change),
		dayChangeFraction: shareOf(change, dayStart),
		exposure: shareOf(gross, equity),
		netExposure: shareOf(value, equity)
	};
}

function moneyOrNull(amount: Money | null): string | null {
	return amount === null ? null : formatMoney(amount);
}

function shareOf(part: Money | null, whole: Money | null): number | null {
	if (part === null || whole === null || whole === zeroMoney) return null;
	return moneyToNumber(part) / moneyToNumber(whole);
}

/** What of a position is not of the engine. */
type Beside = Pick<PositionView, 'sector' | 'heldBy' | 'spark'>;

/** The positions at their last prices, oldest first, and whether the triggers that guard them can act. */
export function viewPositions(
	state: EngineState,
	doTriggersAct: boolean,
	besideOf: (position: Position) => Beside
): readonly PositionView[] {
	return [...state.book.positionBySymbol.values()].map((position) => ({
		...viewPosition(state, position),
		...restingGuards(state.book, position, doTriggersAct),
		...besideOf(position)
	}));
}

const sparkPoints = 60;

/** What is known of a symbol beside the position in it: its sector, and its prices since the entry. */
export function viewBeside(live: LiveBook, prices: PriceHistory, { symbol, openedAt }: Position): Beside {
	const { state, source, clockAt } = live;
	const index = indexOf(state.market, symbol);
	const last = lastPrice(state.market, symbol);
	const closes = prices.closes(index, openedAt, clockAt, sparkPoints - 1);
	const now = last === null ? [] : [decimalToNumber(last.price)];
	return {
		sector: source.profiles[index]?.sector ?? '',
		heldBy: viewHolders(live, symbol),
		spark: Float64Array.from([...closes, ...now])
	};
}

function viewPosition(
	state: EngineState,
	position: Position
): Omit<PositionView, keyof Beside | keyof ReturnType<typeof restingGuards>> {
	const { symbol } = position;
	const last = lastPrice(state.market, symbol);
	const gain = last === null ? null : unrealised(position, last.price);
	const { stopLoss, takeProfit } = withHighWater(state, symbol);
	return {
		symbol,
		quantity: formatDecimal(position.quantity),
		averageEntry: formatDecimal(averageEntry(position)),
		last: last === null ? null : formatDecimal(last.price),
		lastAt: last?.at ?? null,
		marketValue: last === null ? null : formatMoney(marketValue(position, last.price)),
		unrealised: moneyOrNull(gain),
		unrealisedFraction: shareOf(gain, absolute(position.basis)),
		stopLoss: levelText(stopLoss),
		takeProfit: levelText(takeProfit),
		trailing: viewTrail(state, symbol),
		exitPending: isClosing(state.book, symbol),
		isSimulated: state.book.broker === null,
		isExternal: isOfAccount(position.decisionId),
		...viewFailure(state, symbol),
		openedAt: position.openedAt,
		decisionId: position.decisionId
	};
}

function levelText(trigger: Extract<Trigger, { kind: 'stop_loss' | 'take_profit' }> | null): string | null {
	const level = trigger === null ? null : latest(trigger.levels);
	return level === null ? null : formatDecimal(level);
}

function viewTrail(state: EngineState, symbol: string): PositionView['trailing'] {
	const { trailing } = withHighWater(state, symbol);
	const fraction = trailing === null ? null : latest(trailing.fractions);
	if (trailing === null || fraction === null) return null;
	const { instrument } = instrumentOf(state, symbol);
	return {
		fraction: formatDecimal(fraction),
		highWater: formatDecimal(trailing.highWater),
		level: formatDecimal(trailingLevel(instrument, trailing, fraction))
	};
}

/** The armed triggers with their distance to the last price. */
export function viewTriggers(state: EngineState): readonly TriggerView[] {
	return [...state.book.protectionBySymbol.keys()].flatMap((symbol) =>
		triggersOf(withHighWater(state, symbol)).flatMap((trigger) => viewTrigger(state, trigger))
	);
}

function viewTrigger(state: EngineState, trigger: Trigger): readonly TriggerView[] {
	const { id, symbol, kind, guards } = trigger;
	const last = lastPrice(state.market, symbol);
	const level = levelOf(state, trigger);
	if (level === null) return [];
	const fraction = trigger.kind === 'trailing_stop' ? latest(trigger.fractions) : null;
	const dated = trigger.kind === 'trailing_stop' ? trigger.fractions : trigger.levels;
	const quantity = state.book.positionBySymbol.get(symbol)?.quantity ?? zeroQuantity;
	return [
		{
			...{ id, symbol, kind, guards },
			level: formatDecimal(level),
			fraction: fraction === null ? null : formatDecimal(fraction),
			last: last === null ? null : formatDecimal(last.price),
			distance: last === null ? null : decimalToNumber(level) / decimalToNumber(last.price) - 1,
			quantity: formatDecimal(absolute(quantity)),
			money: last === null ? null : formatMoney(multiply(quantity, subtract(level, last.price))),
			highWater: trigger.kind === 'trailing_stop' ? formatDecimal(trigger.highWater) : null,
			armedAt: dated[0]?.from ?? NaN,
			standsDown: !isPositive(closableQuantity(state.book, symbol)),
			...viewFailure(state, symbol)
		}
	];
}

/** Why an exit could not act: it was refused or ended, or nobody knows what became of it. */
function viewFailure({ book }: EngineState, symbol: string): Pick<TriggerView, 'couldNotAct'> {
	const isUnknown = (book.exitsBySymbol.get(symbol) ?? []).some(
		(id) => book.broker?.unknown.has(id) === true
	);
	const reason = isUnknown ? 'outcome_unknown' : book.failedExits.get(symbol)?.reason;
	return reason === undefined ? {} : { couldNotAct: failureText(reason) };
}

/** The price at which a trigger fires now; null when it has no level yet. */
export function levelOf(state: EngineState, trigger: Trigger): Price | null {
	if (trigger.kind !== 'trailing_stop') return latest(trigger.levels);
	const fraction = latest(trigger.fractions);
	const { instrument } = instrumentOf(state, trigger.symbol);
	return fraction === null ? null : trailingLevel(instrument, trigger, fraction);
}
