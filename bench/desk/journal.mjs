// node .build/journal.mjs <entries> <file>: a book of that many entries as an exported journal. The engine of the desk runs on
// its generated market and is given decisions, so that every entry is one the desk would write. Bundled into .build, since
// Node 20 does not read TypeScript.
import { createWriteStream } from 'node:fs';
import { openSimulator, openSource } from '../../src/workers/desk/bookSources.ts';
import { deskConfig } from '../../src/workers/desk/deskConfig.ts';
import { parseMoney, parseRatio, priceToUnits, unitsToPrice } from '../../src/lib/domain/decimal.ts';
import { createState } from '../../src/lib/engine/state.ts';
import { genesisHash } from '../../src/lib/journal/chain.ts';
import { exportEntries, exportFoot, exportHead } from '../../src/lib/journal/exportFile.ts';
import { BookRunner } from '../../src/lib/runtime/bookRunner.ts';
import { createOpenRows } from '../../src/lib/runtime/openRows.ts';
import { writeFirstEntry } from '../../src/lib/runtime/newBook.ts';
import { createRandom } from '../lib/random.mjs';

const roundEvery = 15_000;
const startsAt = Date.UTC(2024, 2, 4, 14, 30);
const origin = '00000000-0000-4000-8000-000000000001';
const marketSource = { type: 'generated', seed: 20_240_304, symbols: 20, startsAt };

const [wanted, path] = [Number(process.argv[2]), process.argv[3]];
const file = createWriteStream(path);
const written = { entries: 0, head: genesisHash(origin), isFull: false };
let bytes = 0;
let wall = startsAt;
const random = createRandom(7);

/** Takes batches as they are until there are entries enough. */
const journal = {
	append({ segment: { lines }, head }) {
		if (!written.isFull) {
			const text = exportEntries(lines, written.entries === 0);
			file.write(text);
			bytes += text.length;
			written.entries += lines.length;
			written.head = head;
			written.isFull = written.entries >= wanted;
		}
		return Promise.resolve({ ok: true, value: null });
	},
	saveMarket: () => Promise.resolve({ ok: true, value: null }),
	saveCheckpoint: () => Promise.resolve({ ok: true, value: null }),
	seal: () => Promise.resolve({ ok: true, value: null })
};

const source = openSource(marketSource, [], null);
const { instruments } = source;
const config = { ...deskConfig, startingCash: valueOf(parseMoney('1000000')) };
file.write(exportHead({ origin, name: `${wanted} entries`, exportedAt: startsAt }));
await writeFirstEntry(journal, {
	...{ id: origin, epoch: 1, config, source: marketSource, instruments },
	recordedAt: startsAt
});
const runner = new BookRunner(
	{
		...{ id: origin, origin, epoch: 1, journal, startsAt },
		venue: { type: 'inline', open: openSimulator },
		openSource: () => source,
		wall: () => ++wall,
		breathe: () => Promise.resolve(),
		mayAct: () => true,
		onSettled: () => undefined,
		onStopped: (why) => {
			throw new Error(JSON.stringify(why));
		},
		checkpointEvery: Infinity
	},
	{
		...{ state: createState(config, instruments), open: createOpenRows(), seq: 1, head: written.head },
		...{ market: null, folded: 1 }
	}
);

for (let round = 1; !written.isFull; round++) {
	runner.runTo(startsAt + round * roundEvery);
	while (!runner.isIdle()) await new Promise((resolve) => setImmediate(resolve));
	const made = instruments.map(({ instrument }, index) => decisionOf(round, instrument.symbol, index));
	const done = await runner.command((at) =>
		made.map((decision) => ({ type: 'TakeDecision', at, decision: { ...decision, at } }))
	);
	if (!done.ok) throw new Error(JSON.stringify(done.error));
}
file.end(exportFoot({ seq: written.entries, hash: written.head }));
await new Promise((resolve) => file.on('close', resolve));
const { clockAt, state } = runner.live();
console.log(
	JSON.stringify({
		entries: written.entries,
		bytesPerEntry: Math.round(bytes / written.entries),
		marketHours: Math.round((clockAt - startsAt) / 3_600_000),
		decisions: state.book.decisionIds.size
	})
);

/** Mostly a note; now and then an entry with stop and trail, a moved stop, or an exit. */
function decisionOf(round, symbol, index) {
	const { market, book } = runner.live().state;
	const last = market.last[index];
	const isHeld = book.positionBySymbol.has(symbol);
	const draw = random();
	const action = isHeld ? (draw < 0.02 ? 'SELL' : 'HOLD') : draw < 0.05 ? 'BUY' : 'HOLD';
	const isMoved = action === 'BUY' || (isHeld && draw > 0.7);
	const stopLoss =
		isMoved && last > 0 ? unitsToPrice(Math.round((last * (0.97 + draw / 100)) / 1e7) * 1e7) : null;
	return {
		...{ id: `ticket.${idOf(round, index)}`, symbol, action, confidence: 0.5 },
		size: action === 'BUY' ? { by: 'fraction', fraction: valueOf(parseRatio('0.05')) } : null,
		entryPrice: null,
		levels: {
			stopLoss: stopLoss !== null && priceToUnits(stopLoss) > 0 ? stopLoss : null,
			takeProfit: null,
			trailing: action === 'BUY' ? valueOf(parseRatio('0.04')) : null
		},
		...{ strategy: 'bench', reason: 'Momentum fades while volume holds.', tag: '', expiresAt: null }
	};
}

function idOf(round, index) {
	return (round * 100 + index).toString(16).padStart(12, '0');
}

function valueOf(result) {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}
