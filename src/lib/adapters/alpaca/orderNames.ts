import { textBits } from '../../domain/chance.ts';
import type { ClientOrderId } from '../../domain/ids.ts';

/** The names under which orders of a book are known at Alpaca: their client order ids there. */
export interface OrderNames {
	/** The name of an order, always the same. */
	nameOf(id: ClientOrderId): string;
	/** The name of what takes the place of an order at Alpaca, which has the id `brokerId` there. */
	nameOfNext(id: ClientOrderId, brokerId: string): string;
	/** The order of a name; null where it is none of this book, or was too long to be told from its name alone. */
	idOf(name: string): ClientOrderId | null;
}

const longestName = 128;
const nextLength = 12;
const nextMark = /_r[\w-]{1,12}$/;
const prefixPattern = /^[A-Za-z0-9-]{1,32}$/;

/**
 * Names of a book's orders: its prefix, which no other book has, and the id of the order, where all but letters, digits, `.` and `-` is
 * written as `_` and its bytes in hex. An id too long for that goes as a digest, and is told by the orders that are `known`.
 */
export function createOrderNames(prefix: string, known: () => Iterable<ClientOrderId>): OrderNames {
	if (!prefixPattern.test(prefix)) throw new Error(`no prefix of order names: ${prefix}`);
	const room = longestName - prefix.length - 1 - 2 - nextLength;
	const digested = new Map<string, ClientOrderId>();

	function nameOf(id: ClientOrderId): string {
		const written = escaped(id);
		if (written.length <= room) return `${prefix}.${written}`;
		const name = `${prefix}._h${digestOf(id)}`;
		digested.set(name, id);
		return name;
	}

	function ofDigest(name: string): ClientOrderId | null {
		if (!digested.has(name)) for (const id of known()) nameOf(id);
		return digested.get(name) ?? null;
	}

	return {
		nameOf,
		nameOfNext: (id, brokerId) => `${nameOf(id)}_r${brokerId.slice(-nextLength)}`,
		idOf(name) {
			if (!name.startsWith(`${prefix}.`)) return null;
			const first = name.replace(nextMark, '');
			const written = first.slice(prefix.length + 1);
			return written.startsWith('_h') ? ofDigest(first) : unescaped(written);
		}
	};
}

function escaped(id: string): string {
	return id.replace(/[^A-Za-z0-9.-]+/g, (part) =>
		Array.from(new TextEncoder().encode(part), (byte) => `_${byte.toString(16).padStart(2, '0')}`).join('')
	);
}

function unescaped(written: string): ClientOrderId | null {
	if (!/^(?:[A-Za-z0-9.-]|_[0-9a-f]{2})+$/.test(written)) return null;
	try {
		return decodeURIComponent(written.replaceAll('_', '%')) as ClientOrderId;
	} catch {
		return null;
	}
}

/** 128 bits of a text in hex. */
function digestOf(text: string): string {
	const parts = [0, 1, 2, 3].map((part) => textBits(`${String(part)}${text}${String(part)}`) >>> 0);
	return parts.map((bits) => bits.toString(16).padStart(8, '0')).join('');
}
