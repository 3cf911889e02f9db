import { afterEach, describe, expect, it } from 'vitest';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import {
	openAccountWorld,
	startAccountSession,
	type AccountSession
} from '../../../support/accountSession.ts';
import {
	followWithoutKeys,
	keepList,
	openListedAccount,
	openListedWorld
} from '../../../support/listedWorld.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const find = (desk: AccountSession, text: string) => desk.ask('findAssets', { text });

describe('a search of Alpaca’s list', () => {
	it('reads the list when something is first looked for, and finds with what is known of it', async () => {
		const { world, reads, desk } = await openListedAccount();
		expect(reads.count).toBe(0);
		const found = await find(desk, 'net');
		expect(found).toMatchObject({ readAt: world.clock.now(), problem: null });
		expect(found.hits).toEqual([
			{
				...{ symbol: 'HELD', name: 'Netlist that stands still', assetClass: 'us_equity', isTradable: false },
				...{ isFractionable: true, isShortable: true, isWatched: false }
			},
			{
				...{ symbol: 'NFLX', name: 'Netflix, Inc. Common Stock', assetClass: 'us_equity' },
				...{ isTradable: true, isFractionable: true, isShortable: true, isWatched: false }
			}
		]);
		expect((await find(desk, 'brk')).hits).toMatchObject([{ isFractionable: false, isShortable: false }]);
		expect((await find(desk, 'solusd')).hits).toMatchObject([{ symbol: 'SOL/USD', assetClass: 'crypto' }]);
		expect((await find(desk, 'AAPL')).hits).toMatchObject([{ symbol: 'AAPL', isWatched: true }]);
		expect((await find(desk, 'of the stand-in')).hits.length).toBeLessThanOrEqual(8);
		expect(reads.count).toBe(2);
	});

	it('has it read for nobody to wait as soon as the field is looked at', async () => {
		const { reads, desk } = await openListedAccount();
		expect(await find(desk, ' ')).toEqual({ hits: [], readAt: null, problem: null });
		await desk.pass(500);
		expect(reads.count).toBe(2);
	});

	it('goes on with the list that is kept, without keys as well', async () => {
		const { world, reads } = await openListedAccount();
		await closeSessions();
		const readAt = await keepList(world, 0.5);
		const desk = await followWithoutKeys(world);
		expect(await find(desk, 'net')).toMatchObject({
			...{ hits: [{ name: 'Netflix as kept' }], readAt, problem: null }
		});
		expect(reads.count).toBe(0);
	});

	it('says of a list that is older than a day why, and reads it anew once there are keys', async () => {
		const { world } = openListedWorld();
		await keepList(world, 2);
		const desk = await followWithoutKeys(world);
		expect((await find(desk, 'net')).problem).toBe('It is read anew once keys are given or unlocked.');
		await desk.ask('connectAlpaca', testKeys);
		const meanwhile = await desk.get('findAssets', { text: 'netflix' });
		expect(meanwhile).toMatchObject({
			problem: 'It is being read anew.',
			hits: [{ name: 'Netflix as kept' }]
		});
		await desk.pass(500);
		const after = await find(desk, 'netflix');
		expect(after).toMatchObject({ readAt: world.clock.now() - 500, problem: null });
		expect(after.hits).toMatchObject([{ name: 'Netflix, Inc. Common Stock' }]);
		await closeSessions();
		const again = await followWithoutKeys(world);
		expect((await find(again, 'netflix')).hits).toMatchObject([{ name: 'Netflix, Inc. Common Stock' }]);
	});

	it('finds what the book follows where there is no list, and says why there is none', async () => {
		const { world, reads } = openListedWorld();
		const desk = await followWithoutKeys(world);
		expect(await find(desk, 'sp')).toMatchObject({
			hits: [{ symbol: 'SPY', isWatched: true }],
			readAt: null,
			problem: 'Alpaca’s list is not on this device yet. It is read once keys are given or unlocked.'
		});
		await desk.ask('connectAlpaca', testKeys);
		let isBroken = true;
		world.mishaps = ({ path }) => {
			if (path === '/v2/assets') reads.count++;
			return path === '/v2/assets' && isBroken ? 'lost_request' : null;
		};
		const broken = await find(desk, 'sp');
		expect(broken.hits).toMatchObject([{ symbol: 'SPY' }]);
		expect(broken.problem).toMatch(/^Alpaca’s list could not be read\. No answer/);
		await find(desk, 'spy');
		expect(reads.count).toBe(1);
		isBroken = false;
		await desk.pass(30_000);
		expect(await find(desk, 'net')).toMatchObject({
			problem: null,
			hits: [{ symbol: 'HELD' }, { symbol: 'NFLX' }]
		});
	});

	it('keeps an old list while Alpaca cannot be reached', async () => {
		const { world } = openListedWorld();
		await keepList(world, 2);
		const desk = await followWithoutKeys(world);
		await desk.ask('connectAlpaca', testKeys);
		world.mishaps = ({ path }) => (path === '/v2/assets' ? 'gateway' : null);
		await find(desk, '');
		await desk.pass(500);
		const found = await find(desk, 'netflix');
		expect(found.hits).toMatchObject([{ name: 'Netflix as kept' }]);
		expect(found.problem).toBe('It could not be read anew. Alpaca refused (status 504).');
	});

	it('is none in a book with a market of its own', async () => {
		const desk = await startAccountSession(openAccountWorld());
		expect(await desk.refused('findAssets', { text: 'net' })).toContain('a market of its own');
	});
});
