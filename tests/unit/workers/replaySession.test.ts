import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GivenFile, LoadedRun, Progress } from '../../../src/lib/contract/replayApi.ts';
import { createReplaySession } from '../../../src/workers/replaySession.ts';

const sampleNames = [
	'bars.json',
	'ALFA_1m.csv',
	'BRVO_1m.csv',
	'CHRL_1m.csv',
	'DLTA_1m.csv',
	'decisions.json',
	'config.json'
];
const sample = sampleNames.map((name) => file(name, readFileSync(`static/sample/${name}`, 'utf8')));
const expected: unknown = JSON.parse(readFileSync('tests/fixtures/synthetic-week/expected.json', 'utf8'));
const ignore = () => undefined;

function file(name: string, text: string): GivenFile {
	return { name, content: new Blob([text]) };
}

/** Bars of one minute of a coin, as many as asked for, at a price that walks up and down. */
function longBars(rows: number): GivenFile {
	const lines = ['timestamp,open,high,low,close,volume'];
	for (let row = 0; row < rows; row++) {
		const at = new Date(Date.UTC(2024, 0, 1) + row * 60_000).toISOString().replace('.000Z', 'Z');
		const price = 100 + (row % 50);
		lines.push(`${at},${String(price)},${String(price + 1)},${String(price - 1)},${String(price)},10`);
	}
	return file('LONG-USD_1m.csv', lines.join('\n'));
}

async function loadSample(): Promise<{
	readonly session: ReturnType<typeof createReplaySession>;
	readonly loaded: LoadedRun;
}> {
	const session = createReplaySession(0);
	const loaded = await session.load(sample, ignore);
	if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
	return { session, loaded: loaded.value };
}

describe('a replay session', () => {
	it('says what it loaded', async () => {
		const { loaded } = await loadSample();
		expect(loaded.bars.map(({ symbol, files, interval }) => [symbol, files, interval])).toEqual([
			['ALFA', ['ALFA_1m.csv'], '1m'],
			['BRVO', ['BRVO_1m.csv'], '1m'],
			['CHRL', ['CHRL_1m.csv'], '1m'],
			['DLTA', ['DLTA_1m.csv'], '1m']
		]);
		expect(loaded.decisions).toEqual({ file: 'decisions.json', count: 160, refusedRows: 0, faults: [] });
		expect(loaded.config.file).toBe('config.json');
		expect(loaded.config.settings[0]).toEqual({ name: 'Starting cash', value: '50000' });
	});

	it('runs what it loaded to the last digit, as often as asked', async () => {
		const { session } = await loadSample();
		for (let time = 0; time < 2; time++) {
			const ran = await session.run(ignore);
			expect(ran.ok && ran.value.result).toEqual(expected);
		}
	});

	it('tells sizing and every check of a denied entry', async () => {
		const { session } = await loadSample();
		const ran = await session.run(ignore);
		if (!ran.ok) throw new Error(ran.error.type);
		const refused = ran.value.result.refused.find(({ reason }) => reason === 'below_minimum_trade');
		const story = ran.value.storyByDecision.get(refused?.decisionId ?? '');
		expect(story?.verdict).toHaveLength(9);
		const minimum = story?.verdict.find(({ check }) => check === 'minimumTrade');
		expect(minimum).toMatchObject({ passed: false, unit: 'money', limit: '250' });
		expect(Number(minimum?.headroom)).toBeLessThan(0);
		expect(story?.sizing?.refPrice).toMatch(/^\d/);
	});

	it('changes nothing when any of the files is refused', async () => {
		const { session } = await loadSample();
		const bad = [file('config.json', '{"startingCash": 1}'), file('decisions.json', 'not json')];
		const refused = await session.load(bad, ignore);
		expect(refused).toMatchObject({ ok: false, error: { type: 'refused' } });
		const ran = await session.run(ignore);
		expect(ran.ok && ran.value.result).toEqual(expected);
	});

	it('reads decisions again when the bars change', async () => {
		const { session } = await loadSample();
		const loaded = await session.load([longBars(100)], ignore);
		expect(loaded.ok && loaded.value.decisions?.count).toBe(0);
		const back = await session.load(sample.slice(0, 5), ignore);
		expect(back.ok && back.value.decisions?.count).toBe(160);
	});

	it('counts rows left out, not their faults, and tells no more faults than are read', async () => {
		const { session } = await loadSample();
		const row = { id: 'bad', at: 'never', symbol: 'ALFA', action: 'PUNT', sizePct: 5 };
		const rows = (count: number) =>
			Array.from({ length: count }, (_, index) => ({ ...row, id: `b${String(index)}` }));
		const load = async (count: number) => {
			const text = JSON.stringify({ format: 'blotter-decisions', version: 1, decisions: rows(count) });
			const loaded = await session.load([file('decisions.json', text)], ignore);
			if (!loaded.ok) throw new Error(loaded.error.type);
			return loaded.value.decisions;
		};
		const one = await load(1);
		expect([one?.count, one?.refusedRows]).toEqual([0, 1]);
		expect(one?.faults.length).toBeGreaterThan(2);
		const many = await load(300);
		expect([many?.refusedRows, many?.faults.length]).toEqual([300, 201]);
		expect(many?.faults.at(-1)).toMatch(/^And \d+ more\.$/);
	});

	it('says what is missing', async () => {
		const ran = await createReplaySession().run(ignore);
		expect(ran).toEqual({ ok: false, error: { type: 'not_ready', missing: ['bars', 'decisions'] } });
	});

	it('reports progress of a long run and stops it when cancelled', async () => {
		const session = createReplaySession(0);
		const decisions = '{"format":"blotter-decisions","version":1,"decisions":[]}';
		const loaded = await session.load([longBars(5000), file('decisions.json', decisions)], ignore);
		expect(loaded.ok).toBe(true);
		const heard: Progress[] = [];
		const ran = await session.run((progress) => {
			heard.push(progress);
			session.cancel();
		});
		expect(ran).toMatchObject({ ok: false, error: { type: 'cancelled' } });
		expect(heard[0]).toMatchObject({ stage: 'running', total: 5000 });
		expect(heard).toHaveLength(1);
	});

	it('takes nothing over when it was cancelled while decisions were read', async () => {
		const { session } = await loadSample();
		const empty = file('decisions.json', '{"format":"blotter-decisions","version":1,"decisions":[]}');
		const last = { calls: 0 };
		const loading = session.load([empty], ({ done, total }) => {
			last.calls++;
			if (done === total && last.calls > 1) session.cancel();
		});
		expect(await loading).toEqual({ ok: false, error: { type: 'cancelled' } });
		const ran = await session.run(ignore);
		expect(ran.ok && ran.value.result).toEqual(expected);
	});

	it('stops reading when cancelled, and keeps what was loaded before', async () => {
		const { session } = await loadSample();
		const loading = session.load([longBars(5000)], () => {
			session.cancel();
		});
		expect(await loading).toEqual({ ok: false, error: { type: 'cancelled' } });
		const ran = await session.run(ignore);
		expect(ran.ok && ran.value.result).toEqual(expected);
	});
});
