import type {
	AccountReading,
	BrokerFill,
	BrokerOrder,
	BrokerPosition
} from '../../src/lib/domain/accountReading.ts';
import { formatDecimal, formatMoney } from '../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import { evolve } from '../../src/lib/engine/evolve.ts';
import { reconcileAccount } from '../../src/lib/engine/reconcile.ts';
import { createState, type EngineState } from '../../src/lib/engine/state.ts';
import { runTurn, type Desk } from '../../src/lib/engine/turn.ts';
import type { Input } from '../../src/lib/engine/inputs.ts';
import { createOutbox } from '../../src/lib/runtime/outbox.ts';
import { createConfig, instruments, money, price, quantity, sessionOpen } from './deskBuilders.ts';

/** The book of an account with a broker that is asked nothing: what it hears is read to it. */
export interface AccountBook {
	readonly state: EngineState;
	readonly events: readonly BookEvent[];
	/** Takes an input; says the types of what happened. */
	take(input: Input): readonly string[];
	/** Compares it with a reading, a second after the one before; says the types of what happened. */
	read(reading: Partial<AccountReading>, accepts?: boolean, reason?: string): readonly string[];
	cash(): string;
	/** Quantity and average cost, by symbol. */
	held(): Readonly<Record<string, string>>;
	now(): number;
}

/** A book of an account with XYZ, ABC and BTC, opened with 10,000 at `sessionOpen`. */
export function createAccountBook(): AccountBook {
	const config = createConfig();
	const priced = instruments.map((instrument) => ({ instrument, interval: '1m' }) as const);
	const state = createState(config, priced);
	const source = { type: 'alpaca', startsAt: sessionOpen, account: 'account-1' } as const;
	const events: BookEvent[] = [];
	const desk: Desk = { state, venue: createOutbox().venue, record: (event) => events.push(event) };
	evolve(state, { type: 'BookOpened', at: sessionOpen, config, source, instruments: priced, day: null });
	let now = sessionOpen;
	const saidSince = (work: () => void): readonly string[] => {
		const from = events.length;
		now += 1000;
		work();
		return events.slice(from).map(({ type }) => type);
	};
	return {
		...{ state, events, now: () => now },
		take: (input) => saidSince(() => runTurn(desk, input)),
		read: (reading, accepts = false, reason = '') =>
			saidSince(() =>
				reconcileAccount(desk, createReading({ at: now, ...reading }), {
					...{ at: now, accepts, reason },
					beginInput: () => undefined
				})
			),
		cash: () => formatMoney(state.book.account.cash),
		held: () =>
			Object.fromEntries(
				[...state.book.positionBySymbol.values()].map(({ symbol, quantity: size, basis }) => [
					symbol,
					`${formatDecimal(size)} for ${formatMoney(basis)}`
				])
			)
	};
}

function createReading(given: Partial<AccountReading>): AccountReading {
	return {
		...{ at: sessionOpen, since: sessionOpen, cash: money('10000') },
		...{ orders: [], fills: [], moves: [], positions: [] },
		...given
	};
}

/** An order of the account: a market order to buy 10 XYZ that is open unless told otherwise. */
export function createBrokerOrder(given: Partial<BrokerOrder> = {}): BrokerOrder {
	return {
		...{ id: 'b1', clientOrderId: 'c1', ourId: null, symbol: 'XYZ', side: 'buy', type: 'market' },
		...{ timeInForce: 'day', extendedHours: false, quantity: quantity('10'), notional: null },
		filled: quantity('0'),
		...{ limitPrice: null, stopPrice: null, trail: null, status: 'open', word: 'new' },
		...{ replaces: null, replacedBy: null, legOf: null, createdAt: sessionOpen, updatedAt: sessionOpen },
		...given
	};
}

/** A fill of the account: all of `createBrokerOrder` at 100 unless told otherwise. */
export function createBrokerFill(given: Partial<BrokerFill> = {}): BrokerFill {
	return {
		...{ id: 'f1', orderId: 'b1', symbol: 'XYZ', side: 'buy', quantity: quantity('10') },
		...{ price: price('100'), at: sessionOpen },
		...given
	};
}

/** A position of the account: 10 XYZ at 100 unless told otherwise. */
export function createBrokerPosition(given: Partial<BrokerPosition> = {}): BrokerPosition {
	return { symbol: 'XYZ', quantity: quantity('10'), averageEntry: price('100'), price: null, ...given };
}
