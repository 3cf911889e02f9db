import type { BrokerKeys } from '../../src/lib/domain/brokerKey.ts';

/** So many letters in a row of a secret are a trace of it. */
const secretRun = 12;
const keyIdRun = 8;

/** The part of a key id that its hint does not show. */
const hiddenPart = (keyId: string): string => keyId.slice(2, -4);

/** What nobody may find: runs of letters of the secret and of the hidden part of the key id, plain and written in other ways. */
function tracesOf({ keyId, secret }: BrokerKeys): ReadonlySet<string> {
	const plain = [...runsOf(secret, secretRun), ...runsOf(hiddenPart(keyId), keyIdRun)];
	const whole = [secret, hiddenPart(keyId)];
	const other = whole.flatMap((text) => [
		...base64Of(text),
		Buffer.from(text).toString('hex'),
		Buffer.from(text, 'utf16le').toString('latin1'),
		[...text].reverse().join('')
	]);
	return new Set([...plain, ...other].map((text) => text.toLowerCase()));
}

function runsOf(text: string, length: number): readonly string[] {
	return Array.from({ length: text.length - length + 1 }, (_, from) => text.slice(from, from + length));
}

/** What stands in base64 wherever in a longer text it begins. */
function base64Of(text: string): readonly string[] {
	return [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
		const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
		return whole.slice(before === 0 ? 0 : 4);
	});
}

/** Where in these texts, by the names of their places, a trace of the keys or one of the words is; each place once. */
export function findTraces(
	texts: ReadonlyMap<string, readonly string[]>,
	keys: readonly BrokerKeys[],
	words: readonly string[] = []
): readonly string[] {
	const wanted = new Set([...keys.flatMap((one) => [...tracesOf(one)]), ...words]);
	return [...texts].flatMap(([place, said]) => {
		const all = said.join('\n').toLowerCase();
		const trace = [...wanted].find((text) => all.includes(text.toLowerCase()));
		return trace === undefined ? [] : [`${place}: ${trace}`];
	});
}
