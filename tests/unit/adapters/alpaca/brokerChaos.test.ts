import { describe, expect, it } from 'vitest';
import type { ApprovedIntent } from '../../../../src/lib/domain/approvedIntent.ts';
import type { BrokerAnswer } from '../../../../src/lib/domain/brokerAnswer.ts';
import { formatDecimal, formatMoney } from '../../../../src/lib/domain/decimal.ts';
import type { Broker } from '../../../../src/lib/ports/broker.ts';
import type { Mishap, Mishaps } from '../../../support/alpaca/inProcess.ts';
import { openBroker } from '../../../support/alpaca/openBroker.ts';
import { price, quantity } from '../../../support/deskBuilders.ts';

// `npm run soak -- --chaos 10000` gives more, from another one on.
const first = Number(process.env['CHAOS_FIRST'] ?? 1);
const seeds = Number(process.env['CHAOS_SEEDS'] ?? 1_000);

/** Numbers from 0 to below 1 that a seed gives, one after another. */
function chanceOf(seed: number): () => number {
	let state = seed * 2_654_435_761 + 1;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e3779b9) | 0;
		const mixed = Math.imul(state ^ (state >>> 13), 3_266_489_909);
		return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
	};
}

const mishapsAtRandom: readonly Mishap[] = [
	...(['lost_request', 'lost_answer', 'no_answer', 'unheard', 'gateway', 'too_many'] as const)
];

type Errand = 'submit' | 'replace' | 'cancel';

/** What is asked of each order, one after another; `m` trades at once, `r` gets other terms, `b` is taken back as well. */
const errandsById: Readonly<Record<string, readonly Errand[]>> = {
	...{ m: ['submit'], r: ['submit', 'replace'], b: ['submit', 'replace', 'cancel'] }
};

/** Orders that are sent, changed and taken back while everything goes wrong at random, and the desk dies and starts again in between. */
async function chaos(seed: number) {
	const chance = chanceOf(seed);
	let isBad = true;
	const mishaps: Mishaps = () =>
		isBad && chance() < 0.3 ? (mishapsAtRandom[Math.floor(chance() * mishapsAtRandom.length)] ?? null) : null;
	const desk = openBroker(mishaps, { fillsInParts: chance() < 0.5, callsPerMinute: 100_000 });
	const { clock, standIn, intent, book } = desk;
	const asked = (id: string): ApprovedIntent =>
		intent(id, id === 'm' ? { type: 'market', limitPrice: null, quantity: quantity('4') } : {});
	const intents = Object.fromEntries(Object.keys(errandsById).map((id) => [id, asked(id)]));
	const left = new Map(Object.entries(errandsById).map(([id, errands]) => [id, [...errands]]));
	let lives = 0;

	async function follow(broker: Broker, id: string, life: number): Promise<void> {
		const one = intents[id];
		for (
			let errand = left.get(id)?.[0];
			errand !== undefined && one !== undefined;
			errand = left.get(id)?.[0]
		) {
			const answer: BrokerAnswer =
				errand === 'cancel'
					? await broker.cancel(one.id)
					: await broker[errand](errand === 'submit' ? one : { ...one, limitPrice: price('91') });
			// Who has died hears nothing, and what nobody knows is asked at the next start.
			if (life !== lives) return;
			book.take(one.id, answer);
			if (answer.unknown !== null) return;
			left.get(id)?.shift();
		}
	}

	function start(): Broker {
		const life = ++lives;
		const broker = desk.openAgain({ mayAct: () => life === lives });
		for (const id of left.keys()) void follow(broker, id, life);
		return broker;
	}

	start();
	for (let n = 0; n < 2; n++) {
		await clock.advance(Math.floor(chance() * 9_000));
		if (chance() < 0.2) standIn.quote('AAPL', '90.4', '90.6');
		start();
	}
	isBad = false;
	let last = start();
	await clock.advance(90_000);
	// A rest that Alpaca asked for may be longer than the patience of what waited for its end.
	for (let n = 0; n < 3 && [...left.values()].some(({ length }) => length > 0); n++) {
		last = start();
		await clock.advance(90_000);
	}
	const reading = last.read(clock.now());
	await clock.advance(100);
	return { standIn, reading: await reading, unasked: [...left.values()].flat() };
}

describe('chaos', () => {
	it(
		`never makes two orders of one, nor loses one, and reads what there is at the end: ${String(seeds)} seeds`,
		async () => {
			for (let seed = first; seed < first + seeds; seed++) {
				const { standIn, reading, unasked } = await chaos(seed);
				if (!reading.ok) throw new Error(`seed ${String(seed)}: ${reading.error.message}`);
				const { cash, positions, fills, orders } = reading.value;
				const sent = standIn.orders.filter(({ replaces }) => replaces === null);
				const held = standIn.book.held('AAPL');
				const theirs = standIn.book.activities.map(({ id }) => id).sort();
				expect({
					...{ seed, unasked, sent: sent.map(({ client_order_id: name }) => name).sort() },
					cash: formatMoney(cash),
					held: positions.map((one) => formatDecimal(one.quantity)),
					fills: fills.map(({ id }) => id).sort(),
					working: orders.filter(({ status }) => status === 'open').map(({ ourId }) => ourId),
					named: orders.every(({ ourId }) => ourId !== null)
				}).toEqual({
					...{ seed, unasked: [], sent: ['bk7.b', 'bk7.m', 'bk7.r'] },
					cash: standIn.book.shownCash,
					held: [formatDecimal(held)],
					fills: theirs,
					working: standIn.orders.some(({ status, replaces }) => status === 'new' && replaces !== null)
						? ['r']
						: [],
					named: true
				});
			}
		},
		Math.max(120_000, seeds * 500)
	);
});
