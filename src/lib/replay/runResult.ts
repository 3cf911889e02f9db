import { realisedNet } from '../domain/account.ts';
import { formatDecimal, formatMoney, type Price } from '../domain/decimal.ts';
import { averageEntry, marketValue, unrealised, type Lot, type Position } from '../domain/position.ts';
import type { RunFill, RunNote, RunOrder, RunPosition, RunResult, RunSnapshot } from '../domain/runResult.ts';
import type { AccountSnapshot } from '../domain/events.ts';
import { areAllCrypto } from '../domain/instrument.ts';
import { isOfDecision } from '../domain/orderOrigin.ts';
import { formatDate, formatInstant, newYorkDay, utcDay, type Instant } from '../domain/time.ts';
import { latest, noProtection } from '../domain/trigger.ts';
import { takeSnapshot } from '../engine/snapshot.ts';
import { instrumentOf, lastPrice, protectionOf, type EngineState } from '../engine/state.ts';
import { isClosing } from '../engine/riskFacts.ts';
import { trailingLevel } from '../engine/triggerEvaluation.ts';
import type { Noted, RecordedOrder, Recording } from './recorder.ts';

/** Tells a finished run as a file would: canonical decimal strings and ISO instants. */
export function toRunResult(recording: Recording, state: EngineState, endedAt: Instant): RunResult {
	const account = takeSnapshot(state, endedAt);
	const isCryptoAlone = areAllCrypto(state.market.instruments.map(({ instrument }) => instrument));
	return {
		format: 'blotter-expected',
		version: 1,
		endedAt: formatInstant(endedAt),
		orders: [...recording.orders.values()].flatMap(tellOrder),
		fills: recording.fills.map(tellFill),
		refused: recording.refused.map((noted) => tellNote(noted, 'reason')),
		holds: recording.holds.map((noted) => tellNote(noted, 'outcome')),
		expired: recording.expired.map((noted) => tellNote(noted, 'reason')),
		rejected: recording.rejected.map((noted) => tellNote(noted, 'reason')),
		positions: tellPositions(state),
		realised: {
			gross: formatMoney(account.realisedGross),
			fees: formatMoney(account.fees),
			net: formatMoney(realisedNet(state.book.account))
		},
		unrealised: formatMoney(account.unrealised),
		cash: formatMoney(account.cash),
		positionsValue: formatMoney(account.positionsValue),
		equity: formatMoney(account.equity),
		snapshots: recording.snapshots.map((snapshot) => tellSnapshot(snapshot, isCryptoAlone))
	};
}

/** An order as the file has it: one of a trigger shows in its fill, one that was denied among the refused. */
function tellOrder({ intent, status }: RecordedOrder): readonly RunOrder[] {
	if (status === 'denied' || !isOfDecision(intent)) return [];
	const order: RunOrder = {
		decisionId: intent.decisionId,
		symbol: intent.symbol,
		side: intent.side,
		type: intent.type,
		qty: formatDecimal(intent.quantity),
		refPrice: priceText(intent.refPrice),
		limitPrice: priceText(intent.limitPrice),
		at: formatInstant(intent.madeAt),
		expiresAt: intent.ends === null ? null : formatInstant(intent.ends.at),
		status
	};
	return [order];
}

function tellFill({ fill, cashAfter }: Recording['fills'][number]): RunFill {
	return {
		decisionId: fill.decisionId,
		cause: fill.cause,
		symbol: fill.symbol,
		side: fill.side,
		qty: formatDecimal(fill.quantity),
		price: formatDecimal(fill.price),
		fee: formatMoney(fill.fee),
		bar: formatInstant(fill.bar),
		at: formatInstant(fill.at),
		cashAfter: formatMoney(cashAfter)
	};
}

function tellNote<Field extends string>(noted: Noted<string>, field: Field): RunNote<Field> {
	const { decisionId, symbol, at, word } = noted;
	return { decisionId, symbol, at: formatInstant(at), [field]: word } as unknown as RunNote<Field>;
}

function tellPositions(state: EngineState): readonly RunPosition[] {
	const positions = [...state.book.positionBySymbol.values()];
	return positions
		.sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
		.map((position) => tellPosition(position, state));
}

function tellPosition(position: Position, state: EngineState): RunPosition {
	const { symbol } = position;
	const last = lastPrice(state.market, symbol);
	if (last === null) throw new Error(`${symbol} is held but has no price`);
	return {
		symbol,
		qty: formatDecimal(position.quantity),
		averageEntry: formatDecimal(averageEntry(position)),
		openedAt: formatInstant(position.openedAt),
		decisionId: position.decisionId,
		lastClose: formatDecimal(last.price),
		marketValue: formatMoney(marketValue(position, last.price)),
		unrealised: formatMoney(unrealised(position, last.price)),
		lots: position.lots.map(tellLot),
		triggers: isClosing(state.book, symbol) ? null : tellTriggers(state, symbol)
	};
}

function tellLot(lot: Lot): RunPosition['lots'][number] {
	return {
		qty: formatDecimal(lot.quantity),
		price: formatDecimal(lot.price),
		openedAt: formatInstant(lot.openedAt),
		decisionId: lot.decisionId
	};
}

function tellTriggers(state: EngineState, symbol: string): NonNullable<RunPosition['triggers']> {
	// While an exit is out, what guards the position stands down.
	const isExiting = isClosing(state.book, symbol);
	const { stopLoss, takeProfit, trailing } = isExiting ? noProtection : protectionOf(state.book, symbol);
	const fraction = trailing === null ? null : latest(trailing.fractions);
	const { instrument } = instrumentOf(state, symbol);
	return {
		stopLoss: priceText(stopLoss === null ? null : latest(stopLoss.levels)),
		takeProfit: priceText(takeProfit === null ? null : latest(takeProfit.levels)),
		trailing:
			trailing === null || fraction === null
				? null
				: {
						pct: formatDecimal(fraction),
						highWater: formatDecimal(trailing.highWater),
						level: formatDecimal(trailingLevel(instrument, trailing, fraction))
					}
	};
}

function tellSnapshot(snapshot: AccountSnapshot, isCryptoAlone: boolean): RunSnapshot {
	const lastMoment = snapshot.at - 1;
	return {
		date: formatDate(isCryptoAlone ? utcDay(lastMoment) : newYorkDay(lastMoment)),
		at: formatInstant(snapshot.at),
		cash: formatMoney(snapshot.cash),
		positionsValue: formatMoney(snapshot.positionsValue),
		equity: formatMoney(snapshot.equity),
		realisedGross: formatMoney(snapshot.realisedGross),
		fees: formatMoney(snapshot.fees)
	};
}

function priceText(price: Price | null): string | null {
	return price === null ? null : formatDecimal(price);
}
