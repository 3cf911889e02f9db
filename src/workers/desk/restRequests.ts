import type { RestLine } from '../../lib/contract/accountView.ts';
import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { priceText } from '../../lib/contract/amounts.ts';
import { percentText } from '../../lib/contract/orderTexts.ts';
import type { Command } from '../../lib/domain/commands.ts';
import { absolute, formatDecimal } from '../../lib/domain/decimal.ts';
import type { OrderRequest } from '../../lib/domain/orderRequest.ts';
import { directionOf, exitSideOf, type Position } from '../../lib/domain/position.ts';
import { ok } from '../../lib/domain/result.ts';
import { latest, type Protection } from '../../lib/domain/trigger.ts';
import { isDryRun } from '../../lib/engine/routing.ts';
import { instrumentOf, protectionOf, type EngineState } from '../../lib/engine/state.ts';
import { refusalsOf } from './commandAnswers.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { stopMessage } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** What rests at the account for a position, or why nothing can. */
interface Plan {
	readonly line: RestLine;
	readonly order: OrderRequest | null;
}

/** What resting protection would come to for each position now. */
export function restPlan(context: DeskContext): Answer<'restPlan'> {
	return ok(plansOf(context).map(({ line }) => line));
}

/** Sends a stop to rest at the account for each position that has one here. What guards it here goes on as long as the desk runs. */
export async function restProtection(
	context: DeskContext,
	{ request }: Ask<'restProtection'>
): Promise<Answer<'restProtection'>> {
	const { runner } = context.running();
	const { book } = runner.live().state;
	if (book.broker === null) return refused('The book that runs stands for no paper account.');
	if (isDryRun(book)) return refused('In dry run nothing is sent: switch to exits only first.');
	const plans = plansOf(context);
	const orders = plans.flatMap(({ order }) => (order === null ? [] : [order]));
	const done = await runner.command((at): readonly Command[] =>
		orders.map((order) => ({ type: 'SubmitOrder', at, request: `${request}.${order.symbol}`, order }))
	);
	if (!done.ok) return refused(stopMessage(done.error));
	const refusals = refusalsOf(done.value.map(({ event }) => event));
	const lines = plans.map(({ line }) => line);
	return ok({ lines, text: [sentText(orders.length - refusals.length), ...refusals].join(' ') });
}

function sentText(count: number): string {
	if (count === 0) return 'Nothing was sent to rest at Alpaca.';
	return `${String(count)} ${count === 1 ? 'stop was' : 'stops were'} sent to rest at Alpaca.`;
}

function plansOf(context: DeskContext): readonly Plan[] {
	const { state } = context.running().runner.live();
	return [...state.book.positionBySymbol.values()].map((position) => planOf(state, position));
}

function planOf(state: EngineState, position: Position): Plan {
	const { symbol } = position;
	const none = (text: string): Plan => ({ line: { symbol, rests: false, text }, order: null });
	const why = whyNone(state, position);
	const rest = restOf(protectionOf(state.book, symbol));
	if (why !== null || rest === null) return none(why ?? `No stop guards ${symbol}: nothing rests for it.`);
	const quantity = absolute(position.quantity);
	return {
		line: {
			...{ symbol, rests: true },
			text: `${rest.text} rests at Alpaca for ${formatDecimal(quantity)} ${symbol}; targets do not.`
		},
		order: {
			...{ symbol, side: exitSideOf(directionOf(position)), size: { by: 'quantity', quantity } },
			...{ ...rest.terms, limitPrice: null, timeInForce: 'gtc', expiresAt: null },
			...{ extendedHours: false, reduceOnly: true, legs: null, otherStop: null },
			...{ strategy: '', reason: 'protection that rests at the account', tag: '' }
		}
	};
}

/** Why nothing of a position can rest there; null where it can. */
function whyNone(state: EngineState, { symbol, quantity }: Position): string | null {
	const { instrument } = instrumentOf(state, symbol);
	if (instrument.assetClass === 'crypto')
		return `Alpaca takes no stop orders of coins: only this desk guards ${symbol}.`;
	if (formatDecimal(quantity).includes('.'))
		return `A part of a share cannot rest there: only this desk guards ${symbol}.`;
	return state.book.restingExitsBySymbol.has(symbol) ? `An order of ${symbol} rests there already.` : null;
}

type Rest = { readonly text: string; readonly terms: Pick<OrderRequest, 'type' | 'stopPrice' | 'trail'> };

/** The stop that rests: the fixed one, or one that trails from the price of now on. */
function restOf({ stopLoss, trailing }: Protection): Rest | null {
	const level = stopLoss === null ? null : latest(stopLoss.levels);
	if (level !== null)
		return { text: `A stop at ${priceText(level)}`, terms: { type: 'stop', stopPrice: level, trail: null } };
	const fraction = trailing === null ? null : latest(trailing.fractions);
	if (fraction === null) return null;
	const trail = { by: 'fraction', fraction, activation: null } as const;
	return {
		text: `A stop that trails by ${percentText(fraction)} from the price of then on`,
		terms: { type: 'trailing_stop', stopPrice: null, trail }
	};
}
