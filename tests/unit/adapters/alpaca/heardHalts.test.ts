import { describe, expect, it } from 'vitest';
import { HeardHalts } from '../../../../src/lib/adapters/alpaca/heardHalts.ts';

function opened() {
	const told: string[] = [];
	const halts = new HeardHalts(
		(symbol, isHalted) => void told.push(`${symbol} ${isHalted ? 'halts' : 'trades'}`)
	);
	return { told, halts };
}

describe('halts of trading', () => {
	it('are told once each, and that trading goes on of those that were told alone', () => {
		const { told, halts } = opened();
		halts.say('KO', false, 1_000);
		halts.say('AAPL', true, 1_000);
		halts.say('AAPL', true, 2_000);
		halts.say('AAPL', false, 3_000);
		halts.say('AAPL', false, 4_000);
		expect(told).toEqual(['AAPL halts', 'AAPL trades']);
	});

	it('are over when a trade was made well after them, which a stream that was gone did not say', () => {
		const { told, halts } = opened();
		halts.say('AAPL', true, 1_000);
		halts.traded('AAPL', 11_000);
		expect(told).toEqual(['AAPL halts']);
		halts.traded('AAPL', 11_001);
		halts.traded('KO', 11_001);
		expect(told).toEqual(['AAPL halts', 'AAPL trades']);
	});

	it('are forgotten with their symbols', () => {
		const { told, halts } = opened();
		halts.say('AAPL', true, 1_000);
		halts.keep(new Set(['KO']));
		halts.say('AAPL', true, 2_000);
		expect(told).toEqual(['AAPL halts', 'AAPL halts']);
	});
});
