import type { BarSeries } from '../../src/lib/domain/bar.ts';
import type { Command } from '../../src/lib/domain/commands.ts';
import type { Decision } from '../../src/lib/domain/decision.ts';
import type { ClientOrderId, DecisionId } from '../../src/lib/domain/ids.ts';
import type { TradingState } from '../../src/lib/domain/risk.ts';
import { stateCommands } from './stateActs.ts';
import { createChance, makeRandomRun, type RandomRun } from './randomRun.ts';

/** A session as its published hours say, so that nothing here asks the desk's own calendar. */
export interface Hours {
	readonly open: number;
	readonly close: number;
}

/** Thanksgiving 2024: no session on the 28th, an early close on the 29th, a weekend before the 2nd. */
export const thanksgiving: readonly Hours[] = [
	{ open: Date.UTC(2024, 10, 26, 14, 30), close: Date.UTC(2024, 10, 26, 21) },
	{ open: Date.UTC(2024, 10, 27, 14, 30), close: Date.UTC(2024, 10, 27, 21) },
	{ open: Date.UTC(2024, 10, 29, 14, 30), close: Date.UTC(2024, 10, 29, 18) },
	{ open: Date.UTC(2024, 11, 2, 14, 30), close: Date.UTC(2024, 11, 2, 21) }
];

const minute = 60_000;
/** Minutes of a random run that become one session, the first few of them before its open, half of the rest at its end. */
const perSession = 60;
const early = 4;
const atOpen = 32;

/** A random run whose minutes lie around the opens and closes of the Thanksgiving week instead of in a row. */
export function makeSessionRun(seed: number): RandomRun {
	const run = makeRandomRun(seed, 4, perSession * thanksgiving.length);
	const start = Math.min(...run.series.map(({ startsAt }) => startsAt[0] ?? Infinity));
	const move = (at: number) => toSession((at - start) / minute);
	return {
		...run,
		series: run.series.map((one) => moveSeries(one, move)),
		decisions: run.decisions.map((decision) => moveDecision(decision, move))
	};
}

function toSession(minutes: number): number {
	const session = Math.max(0, Math.min(thanksgiving.length - 1, Math.floor(minutes / perSession)));
	const { open = 0, close = 0 } = thanksgiving[session] ?? {};
	const into = minutes - session * perSession;
	return into < atOpen ? open + (into - early) * minute : close - (perSession - into - 2) * minute;
}

function moveSeries(series: BarSeries, move: (at: number) => number): BarSeries {
	const startsAt = series.startsAt.map(move);
	const isRegular = (at: number) => thanksgiving.some(({ open, close }) => at >= open && at < close);
	return {
		...series,
		...{ label: startsAt, startsAt, completesAt: startsAt.map((at) => at + minute) },
		regular: Uint8Array.from(startsAt, (at) => (isRegular(at) ? 1 : 0))
	};
}

/** Every third decision ends some minutes after it was made. */
function moveDecision(decision: Decision, move: (at: number) => number): Decision {
	const at = move(decision.at);
	const number = Number(decision.id.slice(1));
	return { ...decision, at, expiresAt: number % 3 === 0 ? at + (number % 7) * minute : null };
}

/** The decisions of a run in order of time. */
export function decisionsToCommands({ decisions }: RandomRun): readonly Command[] {
	return [...decisions]
		.sort((a, b) => a.at - b.at)
		.map((decision) => ({ type: 'TakeDecision', at: decision.at, decision }));
}

/** The decisions of a run with a hand on the switch between them: states change and orders are taken back. */
export function makeCommands(run: RandomRun, seed: number): readonly Command[] {
	const chance = createChance(seed);
	const states: readonly TradingState[] = ['active', 'active', 'reducing', 'halted'];
	return decisionsToCommands(run).flatMap((command, index): readonly Command[] => {
		const { at } = command;
		if (chance() < 0.08) {
			const state = states[Math.floor(chance() * states.length)] ?? 'active';
			return [...stateCommands(state, at), command];
		}
		if (chance() < 0.3 && index > 0 && command.type === 'TakeDecision') {
			const orderId = `d.${command.decision.id}` as ClientOrderId;
			return [command, { type: 'CancelOrder', at, request: '', orderId }, command];
		}
		if (chance() < 0.2 && command.type === 'TakeDecision') {
			const decision = { ...command.decision, id: `later.${command.decision.id}` as DecisionId };
			const waits: Command = { type: 'TakeDecision', at, decision: { ...decision, at: at + 3 * minute } };
			const cancel: Command = { type: 'CancelDecision', at, request: '', decisionId: decision.id };
			return chance() < 0.3 ? [waits, command] : [waits, cancel, command, cancel];
		}
		return [command];
	});
}
