import type { DeskDatabase } from './database.ts';
import { FaultError } from './storeFault.ts';

/** Ends the transaction it is called in when another leader has taken over. */
export async function holdEpoch(db: DeskDatabase, mine: number): Promise<void> {
	const current = await readEpoch(db);
	if (current !== mine) throw new FaultError({ type: 'stale_epoch', mine, current });
}

/** Makes the caller the leader: the epoch after every epoch before. */
export function takeEpoch(db: DeskDatabase): PromiseLike<number> {
	return db.transaction('rw', db.facts, async () => {
		const value = (await readEpoch(db)) + 1;
		await db.facts.put({ key: 'epoch', value });
		return value;
	});
}

async function readEpoch(db: DeskDatabase): Promise<number> {
	const fact = await db.facts.get('epoch');
	return fact?.key === 'epoch' ? fact.value : 0;
}
