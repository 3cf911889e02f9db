import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { DeskDatabase } from '../../../../src/lib/adapters/dexie/database.ts';
import { takeEpoch } from '../../../../src/lib/adapters/dexie/epoch.ts';
import { createDexieVault } from '../../../../src/lib/adapters/dexie/vault.ts';
import type { TransportSetup } from '../../../../src/lib/adapters/alpaca/transport.ts';
import type { Vault } from '../../../../src/lib/ports/vault.ts';
import { AlpacaConnection } from '../../../../src/workers/desk/alpacaConnection.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { standInFetch, type Mishaps } from '../../../support/alpaca/inProcess.ts';
import { AlpacaStandIn } from '../../../support/alpaca/standIn.ts';
import { VirtualClock } from '../../../support/alpaca/virtualClock.ts';

let profiles = 0;

const origin = 'http://127.0.0.1:4173';
const relay = `${origin}/x/relay/`;

/** Calls by way of a relay, when there is one. */
function relayFetch(
	standIn: AlpacaStandIn,
	isThere: boolean,
	direct: TransportSetup['fetch'],
	asked: string[]
) {
	const relayed = standInFetch(standIn);
	return ((url, init) => {
		if (!url.startsWith(origin)) return direct(url, init);
		asked.push(url);
		if (!isThere) return Promise.resolve(new Response('<html>', { status: 404 }));
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

async function opened(mishaps: Mishaps = () => null, hasRelay = true) {
	profiles++;
	const db = new DeskDatabase(`connection-${String(profiles)}`);
	const epoch = await takeEpoch(db);
	const clock = new VirtualClock();
	const standIn = new AlpacaStandIn({ clock });
	const shown: string[] = [];
	const asked: string[] = [];
	const putAway = holdable(createDexieVault(db, { memory: 8, passes: 1, lanes: 1 }));
	const start = async () => {
		const connection = new AlpacaConnection({
			...{ epoch, clock, origin, newId: () => 'none', chance: () => 0 },
			vault: putAway.vault,
			fetch: relayFetch(standIn, hasRelay, standInFetch(standIn, mishaps), asked),
			book: () => ({ killLevel: null, oldestPrice: 60_000 }),
			onChange: () => void shown.push(JSON.stringify(connection.view()))
		});
		await connection.open();
		return connection;
	};
	return { db, standIn, shown, asked, start, putAway, connection: await start() };
}

const results = (connection: AlpacaConnection) =>
	connection.view().probes.map(({ name, result }) => [name, result]);

describe('a connection to Alpaca', () => {
	it('tries the keys, says what works, and reads the account', async () => {
		const { connection } = await opened();
		expect(connection.view()).toMatchObject({ state: 'none', account: null, calls: null });
		const answer = await connection.connect(testKeys, '');
		expect(answer.ok).toBe(true);
		expect(connection.view()).toMatchObject({
			...{ state: 'connected', isKept: false, keyHint: 'PK…ST26', problem: null, clockAhead: 0 },
			account: { status: 'ACTIVE', cash: '100000', blocks: [] }
		});
		expect(results(connection)).toEqual([
			['clock', 'works'],
			['submit', 'works'],
			['cancel', 'works'],
			['replace', 'works'],
			['prices', 'works']
		]);
		expect(connection.view().calls?.used).toBe(6);
		expect(connection.api).not.toBeNull();
	});

	it.each([
		['live', 'AKLIVELIVELIVE', 'keyId', 'live key'],
		['a broker’s', 'CKBROKERBROKER', 'keyId', 'Broker API'],
		['no', 'hello', 'keyId', 'begins with PK'],
		['a paper key without its secret', 'PKPAPER', 'secret', 'secret']
	])('refuses %s key before anything is sent', async (_, keyId, field, words) => {
		const sent: string[] = [];
		const { connection } = await opened(({ path }) => {
			sent.push(path);
			return null;
		});
		const answer = await connection.connect({ keyId, secret: field === 'secret' ? ' ' : 'secret' }, '');
		expect(answer.ok ? '' : answer.error.fields?.[field]).toContain(words);
		expect(sent).toEqual([]);
		expect(connection.view().state).toBe('none');
	});

	it('says that Alpaca refuses the key, and keeps nothing of it', async () => {
		const { connection, start } = await opened();
		await connection.connect({ ...testKeys, secret: 'another' }, 'long enough');
		expect(connection.view()).toMatchObject({
			state: 'failed',
			problem: 'Alpaca refuses the key.',
			isKept: false
		});
		expect(connection.api).toBeNull();
		expect((await start()).view().state).toBe('none');
	});

	it('keeps the keys under a passphrase, and is locked at the next start', async () => {
		const { connection, start } = await opened();
		const short = await connection.connect(testKeys, 'short');
		expect(short.ok ? '' : short.error.fields?.['passphrase']).toContain('8 characters');
		await connection.connect(testKeys, 'correct horse');
		expect(connection.view()).toMatchObject({ state: 'connected', isKept: true });
		const next = await start();
		expect(next.view()).toMatchObject({ state: 'locked', keyHint: null });
		const wrong = await next.unlock('wrong horse');
		expect(wrong.ok ? '' : wrong.error.message).toBe('This is not the passphrase.');
		expect(next.view().state).toBe('locked');
		await next.unlock('correct horse');
		expect(next.view().state).toBe('connected');
	});

	it('says what holds before an order may go there, and what nobody knows yet', async () => {
		const { connection } = await opened();
		const states = () => connection.view().gate.map(({ name, state }) => [name, state]);
		expect(states()).toContainEqual(['accountActive', 'unknown']);
		await connection.connect(testKeys, '');
		expect(states()).toEqual([
			['accountActive', 'holds'],
			['killSwitchOff', 'holds'],
			['leads', 'holds'],
			['clocksAgree', 'holds'],
			['reconciled', 'unknown'],
			['pricesFresh', 'unknown']
		]);
	});

	it('forgets the keys in memory and on the device', async () => {
		const { connection, start } = await opened();
		await connection.connect(testKeys, 'correct horse');
		await connection.forget();
		expect(connection.view()).toMatchObject({ state: 'none', isKept: false, keyHint: null, account: null });
		expect(connection.api).toBeNull();
		expect((await start()).view().state).toBe('none');
		expect((await connection.examineAgain()).ok).toBe(false);
	});

	it('keeps no keys on the device that are forgotten while they are put away', async () => {
		const { connection, start, putAway } = await opened();
		const held = putAway.hold();
		const connecting = connection.connect(testKeys, 'correct horse');
		await held.begun;
		const forgetting = connection.forget();
		expect([connection.view().state, connection.api]).toEqual(['none', null]);
		held.goOn();
		await Promise.all([connecting, forgetting]);
		expect(connection.view()).toMatchObject({ state: 'none', isKept: false });
		expect((await start()).view().state).toBe('none');
	});

	it('takes up no keys that are forgotten while they are unlocked', async () => {
		const { connection, start } = await opened();
		await connection.connect(testKeys, 'correct horse');
		const next = await start();
		const unlocking = next.unlock('correct horse');
		await next.forget();
		await unlocking;
		expect(next.view()).toMatchObject({ state: 'none', keyHint: null, account: null });
		expect(next.api).toBeNull();
	});

	it('says which method the browser is refused, and what takes its place', async () => {
		const { connection } = await opened(({ method }) => (method === 'PATCH' ? 'lost_request' : null));
		await connection.connect(testKeys, '');
		const replace = connection.view().probes.find(({ name }) => name === 'replace');
		expect(replace).toMatchObject({
			result: 'no_answer',
			without: expect.stringContaining('sending a new one') as string
		});
		expect(connection.view().state).toBe('connected');
	});

	it('shows no key, and what was given up says nothing any more', async () => {
		const { connection, shown } = await opened();
		const first = connection.connect(testKeys, '');
		await connection.forget();
		await first;
		expect(connection.view()).toMatchObject({ state: 'none', probes: [], account: null });
		await connection.connect(testKeys, '');
		expect(shown.join()).not.toContain(testKeys.secret);
		expect(shown.join()).not.toContain(testKeys.keyId);
	});

	it('goes through the relay of the site when it is asked to, and back', async () => {
		const { connection, asked } = await opened(({ method }) => (method === 'GET' ? null : 'lost_request'));
		await connection.connect(testKeys, '');
		expect(results(connection).filter(([, result]) => result === 'no_answer')).toHaveLength(3);
		expect(connection.view().way).toBe('browser');
		await connection.examineAgain(relay);
		expect(connection.view()).toMatchObject({ state: 'connected', way: 'relay' });
		expect(results(connection).map(([, result]) => result)).toEqual(Array(5).fill('works'));
		expect(asked[0]).toBe(`${relay}here`);
		expect(asked).toContain(`${relay}trading/v2/orders`);
		asked.length = 0;
		// What is connected goes on by the new way, and by the old one again.
		await connection.examineAgain();
		await connection.api?.account();
		expect(connection.view().way).toBe('browser');
		expect(asked).toEqual([]);
	});

	it('says that there is no relay, and shows it no key', async () => {
		const { connection, asked } = await opened(() => null, false);
		const answer = await connection.connect(testKeys, 'correct horse', relay);
		expect(answer.ok ? '' : answer.error.message).toContain('no relay');
		expect(asked).toEqual([`${relay}here`]);
		expect(connection.view()).toMatchObject({ state: 'none', way: 'browser', isKept: false });
		await connection.connect(testKeys, '');
		expect((await connection.examineAgain(relay)).ok).toBe(false);
		expect(connection.view()).toMatchObject({ state: 'connected', way: 'browser' });
	});

	it.each([
		'https://example.org/relay/',
		'http://127.0.0.1:4174/relay/',
		`${origin}/relay/?to=https://example.org/`,
		`${origin}/relay`,
		`${origin}@example.org/relay/`,
		'relay/'
	])('uses no relay at %s', async (address) => {
		const { connection, asked } = await opened();
		const answer = await connection.connect(testKeys, '', address);
		expect(answer.ok ? '' : answer.error.message).toContain('address of this page alone');
		expect(asked).toEqual([]);
		expect(connection.view().state).toBe('none');
	});

	it('does not take up keys that were forgotten while the relay was looked for', async () => {
		const { connection } = await opened();
		const trying = connection.connect(testKeys, 'correct horse', relay);
		await connection.forget();
		await trying;
		expect(connection.view()).toMatchObject({ state: 'none', keyHint: null, isKept: false, probes: [] });
		expect((await connection.examineAgain()).ok).toBe(false);
	});
});
