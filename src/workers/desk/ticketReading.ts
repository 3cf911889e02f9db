import type { TicketFields } from '../../lib/contract/askFields.ts';
import { formatDecimal } from '../../lib/domain/decimal.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import type { AssetClass } from '../../lib/domain/instrument.ts';
import { directionOf } from '../../lib/domain/position.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { formatInstant, type Instant } from '../../lib/domain/time.ts';
import { lastPrice, type Book, type EngineState } from '../../lib/engine/state.ts';
import { problemToText } from '../../lib/intake/faultText.ts';
import { createDecisionReader } from '../../lib/schema/decisionRow.ts';
import type { FieldProblem } from '../../lib/schema/problem.ts';

/** Faults of a ticket by the field they are in, in words. */
export type TicketFaults = Readonly<Record<string, string>>;

/** The asset class of each symbol of a book. */
export function classesOf({ instruments }: Pick<Book, 'instruments'>): ReadonlyMap<string, AssetClass> {
	return new Map(instruments.map(({ instrument }) => [instrument.symbol, instrument.assetClass]));
}

/** Reads a ticket by the schema of decisions; its time is that of the book's clock. */
export function readTicket(
	{ instruments }: Pick<Book, 'instruments'>,
	ticket: TicketFields,
	id: string,
	at: Instant
): Result<Decision, TicketFaults> {
	const given = Object.entries(ticket).filter(([, value]) => value !== '' && value !== undefined);
	const row = {
		...Object.fromEntries(
			given.map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value])
		),
		id,
		// The schema takes whole seconds; the decision has the clock's own instant.
		at: formatInstant(Math.floor(at / 1000) * 1000)
	};
	const read = createDecisionReader(classesOf({ instruments }))(row);
	return read.ok ? ok({ ...read.value, at }) : failed(faultsByField(read.error));
}

/** The levels of what opens that its price has passed already: such a stop or target would fire at once. */
export function levelFaults(
	state: EngineState,
	{ action, symbol, entryPrice, levels }: Decision
): TicketFaults {
	const price = entryPrice ?? lastPrice(state.market, symbol)?.price ?? null;
	if (price === null || !opens(state.book, { action, symbol })) return {};
	const { stopLoss, takeProfit } = levels;
	if (action === 'SELL') {
		return {
			...(stopLoss !== null && stopLoss <= price
				? { stopLoss: `Must be above ${formatDecimal(price)}.` }
				: {}),
			...(takeProfit !== null && takeProfit >= price
				? { takeProfit: `Must be below ${formatDecimal(price)}.` }
				: {})
		};
	}
	return {
		...(stopLoss !== null && stopLoss >= price ? { stopLoss: `Must be below ${formatDecimal(price)}.` } : {}),
		...(takeProfit !== null && takeProfit <= price
			? { takeProfit: `Must be above ${formatDecimal(price)}.` }
			: {})
	};
}

/** Whether a decision opens or adds; what stands against a position closes it. */
function opens(
	{ positionBySymbol, config }: Book,
	{ action, symbol }: Pick<Decision, 'action' | 'symbol'>
): boolean {
	if (action === 'HOLD' || (action === 'SELL' && !config.allowShort)) return false;
	const position = positionBySymbol.get(symbol);
	return position === undefined || directionOf(position) === (action === 'BUY' ? 'long' : 'short');
}

function faultsByField(problems: readonly FieldProblem[]): TicketFaults {
	const faults: Record<string, string> = {};
	for (const { path, problem } of problems) {
		const field = String(path[0] ?? 'symbol');
		const text = problemToText(problem);
		faults[field] ??= `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
	}
	return faults;
}
