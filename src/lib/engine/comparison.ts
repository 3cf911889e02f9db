import type { AccountReading } from '../domain/accountReading.ts';
import { isLeftOver, type Difference } from '../domain/brokerEvents.ts';
import type { Instant } from '../domain/time.ts';
import type { VenueReport } from '../domain/venue.ts';
import type { AccountTold } from './inputs.ts';
import type { BrokerState } from './brokerState.ts';
import type { Book } from './state.ts';
import { runTurn, type Desk } from './turn.ts';

/** How a comparison is made: at which instant of the book, told before each input, and whether a person takes the account's word for what is left. */
export interface ComparisonTerms {
	readonly at: Instant;
	readonly beginInput: () => void;
	readonly accepts: boolean;
	/** Why that person does; it goes on record with what is taken. */
	readonly reason?: string;
}

/** A comparison of a book with a reading of its account while it goes on: what it does, and what it has found. */
export class Comparison {
	readonly #desk: Desk;
	readonly #terms: ComparisonTerms;
	readonly #found: Difference[] = [];
	readonly reading: AccountReading;
	readonly broker: BrokerState;

	constructor(desk: Desk, broker: BrokerState, reading: AccountReading, terms: ComparisonTerms) {
		this.#desk = desk;
		this.#terms = terms;
		this.broker = broker;
		this.reading = reading;
	}

	get at(): Instant {
		return this.#terms.at;
	}
	get book(): Book {
		return this.#desk.state.book;
	}
	get desk(): Desk {
		return this.#desk;
	}
	get found(): readonly Difference[] {
		return this.#found;
	}

	/** Puts on record what was found. */
	tell(event: AccountTold['event']): void {
		this.#terms.beginInput();
		runTurn(this.#desk, { type: 'AccountTold', at: this.at, event });
	}

	/** Takes what the account says of an order. */
	report(report: VenueReport): void {
		this.#terms.beginInput();
		runTurn(this.#desk, { type: 'VenueReported', report });
	}

	/** Notes a difference that something was done about. */
	did(did: 'adopted' | 'ended' | 'added' | 'adjusted', difference: Omit<Difference, 'did'>): void {
		this.#found.push({ ...difference, did });
	}

	/** Why a person takes the account's word for what is left; empty where nobody said. */
	get reason(): string {
		return this.#terms.reason ?? '';
	}

	/** Notes a difference in which a person took the account's word, with the reason beside it. */
	accepted(did: 'adopted' | 'ended' | 'adjusted', difference: Omit<Difference, 'did'>): void {
		const said = this.reason === '' ? '' : `${difference.theirs || 'nothing'} (${this.reason})`;
		this.did(did, { ...difference, theirs: said || difference.theirs });
	}

	/**
	 * Notes a difference that the desk does nothing about, and says whether a person takes the account's word for it. It is looked at
	 * again, and left to a person when it was the same at the reading before.
	 */
	isLeft(difference: Omit<Difference, 'did'>): boolean {
		if (this.#terms.accepts) return true;
		const before = this.broker.differences.find((one) => isLeftOver(one) && isSame(one, difference));
		// The reading that it was found in says nothing more when it is looked at again.
		const isOld = before?.did === 'none' || (before !== undefined && this.reading.at > this.broker.saidAt);
		this.#found.push({ ...difference, did: isOld ? 'none' : 'waits' });
		return false;
	}
}

function isSame(one: Omit<Difference, 'did'>, other: Omit<Difference, 'did'>): boolean {
	return (
		one.about === other.about && one.of === other.of && one.ours === other.ours && one.theirs === other.theirs
	);
}
