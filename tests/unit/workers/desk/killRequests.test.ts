import { describe, expect, it } from 'vitest';
import { openProfile, type TestProfile } from '../../../support/deskHarness.ts';
import { startSession, type TestSession } from '../../../support/sessionHarness.ts';

const halted = (profile: TestProfile) => startSession(profile, profile.journal, undefined, true);
const halt = (desk: TestSession, level: 'pause' | 'reduce_only' | 'cancel_entries' | 'flatten') =>
	desk.get('halt', { level, by: 'switch', reason: 'news' });
const resume = { word: 'resume', by: 'switch', reason: '' } as const;

/** A file whose text changes, which the storage can keep; null cannot be read. */
class TestFile {
	readonly name = 'halt.txt';
	text: string | null;

	constructor(text: string | null) {
		this.text = text;
	}

	getFile(): Promise<{ text(): Promise<string> }> {
		const { text } = this;
		if (text === null) return Promise.reject(new Error('gone'));
		return Promise.resolve({ text: () => Promise.resolve(text) });
	}
}

async function buySome(desk: TestSession): Promise<string> {
	const { symbol } = (await desk.until(({ watch }) => watch.some(({ last }) => last !== null))).watch.find(
		({ last }) => last !== null
	) ?? { symbol: '' };
	await desk.get('decide', { ticket: { symbol, action: 'BUY', sizePct: '0.05' }, request: 'buy' });
	await desk.until(({ positions }) => positions.length === 1);
	return symbol;
}

describe('the kill switch of a desk', () => {
	it('says level, by whom and why, and goes on where it was after a start', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		expect(await halt(desk, 'reduce_only')).toEqual({
			text: 'Trading state halted (reduce only) by the switch: news.'
		});
		await desk.session.close();
		const again = await startSession(profile);
		const { tradingState } = await again.until(() => true);
		expect(tradingState).toMatchObject({
			...{ state: 'halted', level: 'reduce_only', by: 'switch', reason: 'news', sweep: null }
		});
		expect(await halt(again, 'pause')).toEqual({ text: 'Trading is stopped as far already.' });
	});

	it('is resumed by the word alone', async () => {
		const desk = await startSession(openProfile());
		await halt(desk, 'pause');
		for (const word of ['', 'yes', 'resum'])
			expect(await desk.refusal('resume', { ...resume, word })).toContain('the word resume');
		expect(await desk.get('resume', { ...resume, word: ' Resume ' })).toEqual({
			text: 'Trading state active by the switch.'
		});
	});

	it('flattens and proves it', async () => {
		const desk = await startSession(openProfile());
		await buySome(desk);
		await halt(desk, 'flatten');
		const { tradingState, positions, orders, feed } = await desk.until(
			({ tradingState: { sweep } }) => sweep?.outcome === 'clear'
		);
		expect([positions, orders, tradingState.sweep?.leftCount]).toEqual([[], [], 0]);
		expect(feed.map(({ text }) => text)).toContain('Flat: no position and no open order.');
	});

	it('keeps decisions as signals, and says so', async () => {
		const desk = await startSession(openProfile());
		await desk.until(({ watch }) => watch.some(({ last }) => last !== null));
		expect(await desk.get('setSignalOnly', { isOn: true, by: 'switch' })).toEqual({
			text: 'Signal only on, by the switch.'
		});
		const view = await desk.until(({ tradingState }) => tradingState.isSignalOnly);
		const { symbol } = view.watch.find(({ last }) => last !== null) ?? { symbol: '' };
		const ticket = { symbol, action: 'BUY', sizePct: '0.05' } as const;
		const { order, text } = await desk.get('decide', { ticket, request: 'signal' });
		expect(order).toMatchObject({ status: 'denied', reasons: ['signal_only'] });
		expect(text).toMatch(/Signal only, buy \d+ .*: sized and reviewed, not sent\. Every check passed\./);
		const story = await desk.get('story', { order: order?.id ?? '' });
		expect(JSON.stringify(story)).toContain('sized and reviewed, not sent');
	});
});

it('a desk that is started with a halt takes no price before it', async () => {
	const desk = await halted(openProfile());
	const lines = await desk.get('journal', {});
	expect(lines.map(({ type }) => type)).toEqual(['TradingStateChanged', 'BookOpened']);
	expect(lines[0]?.text).toContain('halted (reduce only) by the address');
	await desk.get('createBook', { name: 'Another' });
	expect((await desk.until(({ book }) => book.name === 'Another')).tradingState.by).toBe('flag');
});

describe('a halt file', () => {
	it.each([
		['1', 'halts', 'halted'],
		['0', 'allows', 'active'],
		[' 0\n', 'allows', 'active'],
		['', 'unreadable', 'halted'],
		['no', 'unreadable', 'halted'],
		[null, 'unreadable', 'halted']
	] as const)('that says %j %s', async (text, says, state) => {
		const desk = await startSession(openProfile());
		await desk.session.haltFile.choose(new TestFile(text));
		const view = await desk.until(({ haltFile }) => haltFile !== null);
		expect([view.haltFile?.says, view.tradingState.state]).toEqual([says, state]);
	});

	it('that says 1 forbids a resume until it says 0 or is watched no more', async () => {
		const desk = await startSession(openProfile());
		const file = new TestFile('1');
		await desk.session.haltFile.choose(file);
		expect(await desk.refusal('resume', resume)).toContain('halt.txt says so');
		expect((await desk.until(() => true)).tradingState).toMatchObject({ by: 'file', level: 'reduce_only' });
		file.text = '0';
		await desk.session.haltFile.choose(file);
		expect(await desk.get('resume', resume)).toMatchObject({ text: 'Trading state active by the switch.' });
		file.text = null;
		await desk.session.haltFile.choose(file);
		expect(await desk.refusal('resume', resume)).toContain('cannot be read');
		expect(await desk.get('watchHaltFile', { file: null })).toEqual({
			text: 'No halt file is watched any more.'
		});
		await desk.get('resume', resume);
	});
});
