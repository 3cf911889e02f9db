import { createDexieAssetList } from '../../src/lib/adapters/dexie/assetList.ts';
import type { ListedAsset } from '../../src/lib/domain/listedAsset.ts';
import { millisecondsPerDay } from '../../src/lib/domain/time.ts';
import {
	openAccount,
	openAccountWorld,
	startAccountSession,
	type AccountSession,
	type AccountWorld
} from './accountSession.ts';

/** A world that lists what no book follows at first, and counts how often its list is read. */
export function openListedWorld() {
	const world = openAccountWorld();
	const reads = { count: 0 };
	world.standIn.list({ symbol: 'NFLX', name: 'Netflix, Inc. Common Stock' });
	world.standIn.list({
		symbol: 'BRK.A',
		name: 'Berkshire Hathaway',
		isFractionable: false,
		isShortable: false
	});
	world.standIn.list({ symbol: 'SOL/USD', name: 'Solana' });
	world.standIn.list({ symbol: 'HELD', name: 'Netlist that stands still', isTradable: false });
	world.standIn.list({ symbol: 'GONE', name: 'Netsol of before', isActive: false });
	for (const symbol of ['NFLX', 'BRK.A', 'SOL/USD']) world.standIn.quote(symbol, '99.98', '100.02');
	world.mishaps = ({ path }) => {
		if (path === '/v2/assets') reads.count++;
		return null;
	};
	return { world, reads };
}

/** The book of an account, its keys in memory. */
export async function openListedAccount() {
	const { world, reads } = openListedWorld();
	const desk = await startAccountSession(world);
	await openAccount(desk);
	return { world, reads, desk };
}

/** A book of the simulator that follows the market, without keys. */
export async function followWithoutKeys(world: AccountWorld): Promise<AccountSession> {
	const desk = await startAccountSession(world);
	await desk.ask('createBook', { name: 'Market', market: 'alpaca' });
	return desk;
}

/** Keeps a list of one asset in a profile as it was so many days ago. */
export async function keepList(
	{ profile, clock }: AccountWorld,
	days: number,
	more: Partial<ListedAsset> = {}
): Promise<number> {
	const epoch = await profile.journal.takeEpoch();
	const kept: ListedAsset = {
		...{ symbol: 'NFLX', name: 'Netflix as kept', assetClass: 'us_equity', isActive: true, isTradable: true },
		...{ isFractionable: true, isShortable: true, quantityStep: null, priceStep: null },
		...more
	};
	if (!epoch.ok) throw new Error('no epoch');
	const readAt = clock.now() - days * millisecondsPerDay;
	await createDexieAssetList(profile.db).keep({ readAt, assets: [kept] }, epoch.value);
	return readAt;
}
