import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { alpacaBases, streamUrl } from '../../../../src/lib/adapters/alpaca/transport.ts';
import type { AlpacaConnection } from '../../../../src/workers/desk/alpacaConnection.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { openConnection, origin, relay } from '../../../support/alpaca/openConnection.ts';
import type { StreamMishaps } from '../../../support/alpaca/standInLine.ts';

const containing = (words: string) => expect.stringContaining(words) as string;
const results = (connection: AlpacaConnection) =>
	connection.view().probes.map(({ name, result }) => [name, result]);

describe('a connection to Alpaca', () => {
	it('tries the keys, says what works, and reads the account', async () => {
		const { connection } = await openConnection();
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
			['prices', 'works'],
			['orderStream', 'works'],
			['priceStream', 'works'],
			['coinStream', 'works'],
			['newsStream', 'works']
		]);
		expect(connection.view().calls?.used).toBe(6);
		expect(connection.link).not.toBeNull();
	});

	it.each([
		['live', 'AKLIVELIVELIVE', 'keyId', 'live key'],
		['a broker’s', 'CKBROKERBROKER', 'keyId', 'Broker API'],
		['no', 'hello', 'keyId', 'begins with PK'],
		['a paper key with an invisible character, no', 'PK\u200bPAPER', 'keyId', 'invisible'],
		['a paper key with a space in it, no', 'PK PAPER', 'keyId', 'space'],
		['a paper key without its secret', 'PKPAPER', 'secret', 'secret']
	])('refuses %s key before anything is sent', async (_, keyId, field, words) => {
		const sent: string[] = [];
		const { connection } = await openConnection(({ path }) => {
			sent.push(path);
			return null;
		});
		const answer = await connection.connect({ keyId, secret: field === 'secret' ? ' ' : 'secret' }, '');
		expect(answer.ok ? '' : answer.error.fields?.[field]).toContain(words);
		expect(sent).toEqual([]);
		expect(connection.view().state).toBe('none');
	});

	it('refuses a secret that no header takes before anything is sent', async () => {
		const { connection } = await openConnection();
		const answer = await connection.connect({ keyId: 'PKPAPER', secret: 'секрет' }, '');
		expect(answer.ok ? '' : answer.error.fields?.['secret']).toContain('Copy it again');
		expect(connection.view().calls).toBeNull();
	});

	it('says that Alpaca refuses the key, and keeps nothing of it', async () => {
		const { connection, start } = await openConnection();
		await connection.connect({ ...testKeys, secret: 'another' }, 'long enough');
		expect(connection.view()).toMatchObject({
			state: 'failed',
			problem: 'Alpaca refuses the key.',
			isKept: false
		});
		expect(connection.link).toBeNull();
		expect((await start()).view().state).toBe('none');
	});

	it('keeps the keys under a passphrase, and is locked at the next start', async () => {
		const { connection, start } = await openConnection();
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
		const { connection } = await openConnection();
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
		const { connection, start } = await openConnection();
		await connection.connect(testKeys, 'correct horse');
		await connection.forget();
		expect(connection.view()).toMatchObject({ state: 'none', isKept: false, keyHint: null, account: null });
		expect(connection.link).toBeNull();
		expect((await start()).view().state).toBe('none');
		expect((await connection.examineAgain()).ok).toBe(false);
	});

	it('keeps no keys on the device that are forgotten while they are put away', async () => {
		const { connection, start, putAway } = await openConnection();
		const held = putAway.hold();
		const connecting = connection.connect(testKeys, 'correct horse');
		await held.begun;
		const forgetting = connection.forget();
		expect([connection.view().state, connection.link]).toEqual(['none', null]);
		held.goOn();
		await Promise.all([connecting, forgetting]);
		expect(connection.view()).toMatchObject({ state: 'none', isKept: false });
		expect((await start()).view().state).toBe('none');
	});

	it('takes up no keys that are forgotten while they are unlocked', async () => {
		const { connection, start } = await openConnection();
		await connection.connect(testKeys, 'correct horse');
		const next = await start();
		const unlocking = next.unlock('correct horse');
		await next.forget();
		await unlocking;
		expect(next.view()).toMatchObject({ state: 'none', keyHint: null, account: null });
		expect(next.link).toBeNull();
	});

	it('says which method the browser is refused, and what takes its place', async () => {
		const { connection } = await openConnection(({ method }) => (method === 'PATCH' ? 'lost_request' : null));
		await connection.connect(testKeys, '');
		const replace = connection.view().probes.find(({ name }) => name === 'replace');
		expect(replace).toMatchObject({
			result: 'no_answer',
			without: expect.stringContaining('sending a new one') as string
		});
		expect(connection.view().state).toBe('connected');
	});

	it('says of each stream whether it opens, and what takes its place', async () => {
		const { connection } = await openConnection(
			() => null,
			true,
			({ path, message }) => {
				if (message !== null) return null;
				return path === '/v2/iex' ? 'limit' : path === '/stream' ? 'unreachable' : null;
			}
		);
		await connection.connect(testKeys, '');
		const said = connection.view().probes.slice(5);
		expect(said).toMatchObject([
			{ name: 'orderStream', result: 'no_answer', without: containing('asked for again and again') },
			{
				name: 'priceStream',
				result: 'connection_limit',
				says: containing('another program or tab of yours')
			},
			{ name: 'coinStream', result: 'works', without: null },
			{ name: 'newsStream', result: 'works', without: null }
		]);
		expect(connection.view().state).toBe('connected');
	});

	it('closes each stream that it tried, so that there is room for it', async () => {
		const { connection } = await openConnection();
		await connection.connect(testKeys, '');
		await connection.examineAgain();
		expect(results(connection).map(([, result]) => result)).toEqual(Array(9).fill('works'));
	});

	it('opens streams at Alpaca’s own address, and through a relay where that gives no answer', async () => {
		const outOfReach: StreamMishaps = ({ path, connection: n, message }) =>
			message === null && path === '/stream' && n === 1 ? 'unreachable' : null;
		const { connection, sockets } = await openConnection(() => null, true, outOfReach);
		await connection.connect(testKeys, '', relay);
		const address = relay.replace('http', 'ws');
		expect(sockets).toEqual([
			...(['orders', 'stocks', 'coins', 'news'] as const).map((name) => streamUrl(alpacaBases, name)),
			`${address}trading/stream`
		]);
		expect(results(connection).map(([, result]) => result)).toEqual(Array(9).fill('works'));
		expect(connection.streamUrl('orders')).toBe(`${address}trading/stream`);
		expect(connection.streamUrl('stocks')).toBe(streamUrl(alpacaBases, 'stocks'));
		await connection.forget();
		expect(connection.streamUrl('orders')).toBe(streamUrl(alpacaBases, 'orders'));
	});

	it('shows no key, and what was given up says nothing any more', async () => {
		const { connection, shown } = await openConnection();
		const first = connection.connect(testKeys, '');
		await connection.forget();
		await first;
		expect(connection.view()).toMatchObject({ state: 'none', probes: [], account: null });
		await connection.connect(testKeys, '');
		expect(shown.join()).not.toContain(testKeys.secret);
		expect(shown.join()).not.toContain(testKeys.keyId);
	});

	it('goes through the relay of the site when it is asked to, and back', async () => {
		const { connection, asked } = await openConnection(({ method }) =>
			method === 'GET' ? null : 'lost_request'
		);
		await connection.connect(testKeys, '');
		expect(results(connection).filter(([, result]) => result === 'no_answer')).toHaveLength(3);
		expect(connection.view().way).toBe('browser');
		await connection.examineAgain(relay);
		expect(connection.view()).toMatchObject({ state: 'connected', way: 'relay' });
		expect(results(connection).map(([, result]) => result)).toEqual(Array(9).fill('works'));
		expect(asked[0]).toBe(`${relay}here`);
		expect(asked).toContain(`${relay}trading/v2/orders`);
		asked.length = 0;
		// What is connected goes on by the new way, and by the old one again.
		await connection.examineAgain();
		await connection.link?.api.account();
		expect(connection.view().way).toBe('browser');
		expect(asked).toEqual([]);
	});

	it('says that there is no relay, and shows it no key', async () => {
		const { connection, asked } = await openConnection(() => null, false);
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
		const { connection, asked } = await openConnection();
		const answer = await connection.connect(testKeys, '', address);
		expect(answer.ok ? '' : answer.error.message).toContain('address of this page alone');
		expect(asked).toEqual([]);
		expect(connection.view().state).toBe('none');
	});

	it('does not take up keys that were forgotten while the relay was looked for', async () => {
		const { connection } = await openConnection();
		const trying = connection.connect(testKeys, 'correct horse', relay);
		await connection.forget();
		await trying;
		expect(connection.view()).toMatchObject({ state: 'none', keyHint: null, isKept: false, probes: [] });
		expect((await connection.examineAgain()).ok).toBe(false);
	});
});
