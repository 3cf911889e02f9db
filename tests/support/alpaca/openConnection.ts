import { DeskDatabase } from '../../../src/lib/adapters/dexie/database.ts';
import { takeEpoch } from '../../../src/lib/adapters/dexie/epoch.ts';
import { createDexieVault } from '../../../src/lib/adapters/dexie/vault.ts';
import type { TransportSetup } from '../../../src/lib/adapters/alpaca/transport.ts';
import type { Clock } from '../../../src/lib/ports/clock.ts';
import type { Vault } from '../../../src/lib/ports/vault.ts';
import { AlpacaConnection } from '../../../src/workers/desk/alpacaConnection.ts';
import { KeyMemory } from '../../../src/workers/desk/keyMemory.ts';
import { standInFetch, type Mishaps } from './inProcess.ts';
import { AlpacaStandIn } from './standIn.ts';
import type { StreamMishaps } from './standInLine.ts';
import { standInSocket } from './standInSocket.ts';
import { VirtualClock } from './virtualClock.ts';

let profiles = 0;

/** The origin of the page, and its relay. */
export const origin = 'http://127.0.0.1:4173';
export const relay = `${origin}/x/relay/`;

/** Calls by way of a relay, when there is one. */
function relayFetch(
	standIn: AlpacaStandIn,
	site: { readonly hasRelay: boolean },
	direct: TransportSetup['fetch'],
	asked: string[]
) {
	const relayed = standInFetch(standIn);
	return ((url, init) => {
		if (!url.startsWith(origin)) return direct(url, init);
		asked.push(url);
		if (!site.hasRelay) return Promise.resolve(new Response('<html>', { status: 404 }));
		if (url === `${relay}here`) return Promise.resolve(new Response('{"relay":"alpaca"}'));
		return relayed(url.replace(/\/x\/relay\/(trading|data)/, ''), init);
	}) satisfies TransportSetup['fetch'];
}

/** A vault whose next keeping of keys can be held up. */
function holdable(vault: Vault) {
	let begin: () => void = () => undefined;
	let wait: Promise<void> = Promise.resolve();
	const keep: Vault['keep'] = async (...given) => {
		begin();
		await wait;
		return vault.keep(...given);
	};
	const hold = () => {
		let goOn: () => void = () => undefined;
		const begun = new Promise<void>((resolve) => (begin = resolve));
		wait = new Promise<void>((resolve) => (goOn = resolve));
		return { begun, goOn };
	};
	return { vault: { ...vault, keep }, hold };
}

/** A clock on which what is due at once comes by itself. */
function promptly(clock: VirtualClock): Clock {
	return {
		now: () => clock.now(),
		after(milliseconds, call) {
			if (milliseconds > 0) return clock.after(milliseconds, call);
			let isWanted = true;
			queueMicrotask(() => {
				if (isWanted) call();
			});
			return () => (isWanted = false);
		}
	};
}

/** A connection to a stand-in, directly and by way of a relay, on a device that keeps keys. */
export async function openConnection(
	mishaps: Mishaps = () => null,
	hasRelay = true,
	streamMishaps: StreamMishaps = () => null
) {
	profiles++;
	const db = new DeskDatabase(`connection-${String(profiles)}`);
	const epoch = await takeEpoch(db);
	const clock = new VirtualClock();
	const standIn = new AlpacaStandIn({ clock });
	const shown: string[] = [];
	const asked: string[] = [];
	const sockets: string[] = [];
	const toStandIn = standInSocket(standIn, { clock: promptly(clock), mishaps: streamMishaps });
	const openSocket = (url: string) => {
		sockets.push(url);
		return toStandIn(url.replace(/\/x\/relay\/(trading|stream)/, ''));
	};
	const putAway = holdable(createDexieVault(db, { memory: 8, passes: 1, lanes: 1 }));
	const site = { hasRelay };
	const start = async (memory = new KeyMemory(), sessions = 0) => {
		const connection = new AlpacaConnection({
			...{ epoch: epoch + sessions, clock, origin, newId: () => 'none', chance: () => 0 },
			...{ vault: putAway.vault, memory, openSocket },
			fetch: relayFetch(standIn, site, standInFetch(standIn, mishaps), asked),
			book: () => ({ killLevel: null, oldestPrice: 60_000, isReconciled: null, priceAge: null }),
			onChange: () => void shown.push(JSON.stringify(connection.view()))
		});
		await connection.open();
		return connection;
	};
	return { db, clock, site, standIn, shown, asked, sockets, start, putAway, connection: await start() };
}
