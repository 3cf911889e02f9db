import { describe, expect, it } from 'vitest';
import { testKeys } from '../support/alpaca/fixtures.ts';
import { findTraces } from '../support/keyTraces.ts';

const { keyId, secret } = testKeys;
const look = (text: string): readonly string[] =>
	findTraces(new Map([['here', [text]]]), [testKeys], ['horse']);

describe('the search for keys', () => {
	it.each([
		['the secret', `{"secret":"${secret}"}`],
		['a part of the secret', `said ${secret.slice(9, 22)}`],
		['the key id', `{"keyId":"${keyId}"}`],
		['the key id in other letters', keyId.toLowerCase()],
		['both in base64', Buffer.from(`${keyId}:${secret}`).toString('base64')],
		['base64 of an object with them', btoa(JSON.stringify({ keyId: 'PK', secret }))],
		['the secret as hexadecimal digits', Buffer.from(secret).toString('hex')],
		['the secret in two bytes a letter', Buffer.from(secret, 'utf16le').toString('latin1')],
		['the secret backwards', [...secret].reverse().join('')],
		['a word', 'correct Horse']
	])('finds %s', (_, text) => {
		expect(look(text)).toHaveLength(1);
	});

	it('finds nothing in a hint of the key id and in what has no key', () => {
		expect(look(`PK…${keyId.slice(-4)} and a secret that may be told`)).toEqual([]);
	});
});
