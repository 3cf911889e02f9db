import { createSimulator } from '../../src/lib/adapters/simulator/simulator.ts';
import { accountDayOf } from '../../src/lib/domain/accountDay.ts';
import type { Command } from '../../src/lib/domain/commands.ts';
import { formatDecimal } from '../../src/lib/domain/decimal.ts';
import type { Decision } from '../../src/lib/domain/decision.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import type { InlineVenue } from '../../src/lib/domain/venue.ts';
import { standInDay } from '../../src/lib/engine/accountDay.ts';
import { canCross } from '../../src/lib/engine/errands.ts';
import { createState, indexOf, type EngineState } from '../../src/lib/engine/state.ts';
import { runArrival, runDay, runQuote, runTurn, type Desk } from '../../src/lib/engine/turn.ts';
import {
	createConfig,
	createDecision,
	instruments,
	quantity,
	sessionOpen,
	type PlainSettings
} from './deskBuilders.ts';
import { createQuote } from './scriptedSource.ts';

type CommandOf<Type extends Command['type']> = Omit<Extract<Command, { type: Type }>, 'at'>;
/** A command without its time. */
export type Asked = { [Type in Command['type']]: CommandOf<Type> }[Command['type']];

/** A desk fed with quotes by hand: each thing that is done to it happens a second after the one before. */
export interface QuoteDesk {
	readonly state: EngineState;
	readonly events: readonly BookEvent[];
	/** How many quotes were looked at closely. */
	readonly looks: () => number;
	readonly now: () => number;
	/** Gives a quote of "bid ask last", or of one price for all three, and says what happened. */
	quote(prices: string, symbol?: string): readonly string[];
	/** The same of a quote that was made so many milliseconds before it comes, or has no sides. */
	live(prices: string, past?: { readonly age?: number; readonly isLastAlone?: true }): readonly string[];
	ask(command: Asked): readonly string[];
	/** The same at an instant, from which time goes on. */
	askAt(command: Asked, at: number): readonly string[];
	take(decision: Decision): readonly string[];
	snapshot(endsDay?: boolean): readonly string[];
	/** Lets time go on to an instant. */
	goTo(at: number): void;
	/** Trading in a symbol stops, or goes on. */
	haltSymbol(isHalted: boolean, symbol?: string): readonly string[];
	/** Judges the breakers at the prices there are. */
	recheck(): readonly string[];
	/** Goes on to the begin of the next day of the account. */
	nextDay(): readonly string[];
	/** Buys 10 XYZ at 100. */
	hold(given?: Parameters<typeof createDecision>[0]): void;
}

/** A desk of XYZ, ABC, BTC and DAY; `open` may wrap the simulator. */
export function createQuoteDesk(
	settings: PlainSettings = {},
	open: (venue: InlineVenue) => InlineVenue = (venue) => venue
): QuoteDesk {
	const config = createConfig(settings);
	const priced = instruments.map((instrument) => ({ instrument, interval: '1m' }) as const);
	const state = createState(config, priced);
	standInDay(state.book, accountDayOf(sessionOpen, false));
	const simulator = createSimulator({
		...{ cash: config.startingCash, instruments, canCross: () => canCross(state) },
		get model() {
			return state.book.config.fillModel;
		},
		margin: config.margin
	});
	let looks = 0;
	const venue = open({
		...simulator,
		matchQuote(...given) {
			looks++;
			return simulator.matchQuote(...given);
		}
	});
	const events: BookEvent[] = [];
	const desk: Desk = { state, venue, record: (event) => events.push(event) };
	let now = sessionOpen;

	function after(happen: (at: number) => void): readonly string[] {
		const before = events.length;
		now += 1000;
		while (state.underWay.next() <= now) runArrival(desk, state.underWay.next());
		happen(now);
		return events.slice(before).map(tellEvent);
	}

	const self: QuoteDesk = {
		...{ state, events, looks: () => looks, now: () => now },
		quote: (prices, symbol = 'XYZ') =>
			after((at) => {
				const all = prices.includes(' ') ? prices : `${prices} ${prices} ${prices}`;
				runQuote(desk, symbol, indexOf(state.market, symbol), createQuote(all, at));
			}),
		live: (prices, { age = 0, ...rest } = {}) =>
			after((at) => {
				const all = prices.includes(' ') ? prices : `${prices} ${prices} ${prices}`;
				const past = { madeAt: at - age, origin: 'quotes', ...rest } as const;
				runQuote(desk, 'XYZ', indexOf(state.market, 'XYZ'), { ...createQuote(all, at), ...past });
			}),
		ask: (command) => after((at) => runTurn(desk, { ...command, at })),
		askAt: (command, at) => {
			now = at - 1000;
			return self.ask(command);
		},
		take: (decision) => after((at) => runTurn(desk, { type: 'TakeDecision', at, decision })),
		snapshot: (endsDay = false) => after((at) => runTurn(desk, { type: 'SnapshotDue', at, endsDay })),
		goTo: (at) => {
			now = at;
		},
		haltSymbol: (isHalted, symbol = 'XYZ') =>
			after((at) => runTurn(desk, { type: 'HaltReported', symbol, isHalted, at })),
		recheck: () => after((at) => runTurn(desk, { type: 'BreakersDue', at, isMarked: true })),
		nextDay: () => {
			now = state.book.dayEndsAt - 1000;
			return after((at) => runDay(desk, at));
		},
		hold(given = {}) {
			self.quote('100');
			const size = { by: 'quantity', quantity: quantity('10') } as const;
			self.take(createDecision({ id: 'buy', size, ...given }));
			self.quote('100');
			if (!state.book.positionBySymbol.has('XYZ')) throw new Error('nothing was bought');
		}
	};
	return self;
}

/** An event in a line. */
export function tellEvent(event: BookEvent): string {
	switch (event.type) {
		case 'OrderFilled': {
			const { cause, quantity, price } = event.fill;
			return `filled ${cause} ${formatDecimal(quantity)} at ${formatDecimal(price)}`;
		}
		case 'TriggerFired':
			return `fired ${event.triggerId} at ${formatDecimal(event.level)}`;
		case 'TriggerArmed':
			return `armed ${event.trigger.id}`;
		case 'TriggerCanceled':
			return `canceled ${event.triggerId}`;
		case 'LevelMoved':
			return `moved ${event.kind} to ${formatDecimal(event.level)}`;
		case 'TrailMoved':
			return `moved trail to ${formatDecimal(event.fraction)}`;
		case 'HighWaterRaised':
			return `raised to ${formatDecimal(event.mark)}`;
		case 'CommandRefused':
			return `refused ${event.command} of ${event.subject}: ${event.reason}`;
		case 'DecisionRefused':
			return `refused ${event.decisionId}: ${event.reason}`;
		case 'BreakerTripped':
			return `tripped ${event.breaker}`;
		case 'BreakerReset':
			return `reset ${event.breaker} by ${event.by}`;
		case 'OrderInitialized':
			return `made ${event.intent.id} for ${formatDecimal(event.intent.quantity)}`;
		default:
			return event.type;
	}
}
