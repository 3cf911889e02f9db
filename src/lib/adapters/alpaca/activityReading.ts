import type { BrokerFill, BrokerMove } from '../../domain/accountReading.ts';
import { zeroMoney, zeroQuantity } from '../../domain/decimal.ts';
import { currentSymbol } from './coinNames.ts';
import type { ExactReader } from './exactReader.ts';
import { wordToSide } from './orderReading.ts';
import type { WireActivity } from './wire/trading.ts';

type MoveKind = BrokerMove['kind'];

/** What each kind of activity is; those that are not listed are something else, and their words are shown. */
const kindByWord: ReadonlyMap<string, MoveKind> = new Map<string, MoveKind>([
	...(['FEE', 'CFEE', 'PTC', 'PTR', 'DIVFEE'] as const).map((word) => [word, 'fee'] as const),
	...(['INT', 'INTNRA', 'INTTW'] as const).map((word) => [word, 'interest'] as const),
	...(['CSD', 'CSW', 'JNL', 'JNLC', 'JNLS', 'ACATC', 'ACATS', 'TRANS'] as const).map(
		(word) => [word, 'transfer'] as const
	),
	...(['SPLIT', 'SSP'] as const).map((word) => [word, 'split'] as const),
	['CGD', 'dividend']
]);

function kindOf(word: string): MoveKind {
	return kindByWord.get(word) ?? (word.startsWith('DIV') ? 'dividend' : 'other');
}

/** Kinds whose quantity says what they were paid for, and moves nothing. */
const paidFor: ReadonlySet<MoveKind> = new Set(['dividend', 'interest']);

/** Fills and other moves out of a list of activities, each the oldest first. */
export function readActivities(
	rows: readonly WireActivity[],
	symbolByOrderId: ReadonlyMap<string, string>,
	reader: ExactReader
): { readonly fills: readonly BrokerFill[]; readonly moves: readonly BrokerMove[] } {
	const fills = new Map<string, BrokerFill>();
	const moves = new Map<string, BrokerMove>();
	for (const row of rows) {
		if (row.activity_type === 'FILL') fills.set(row.id, readFill(row, symbolByOrderId, reader));
		else moves.set(row.id, readMove(row, reader));
	}
	const byTime = (a: { readonly at: number }, b: { readonly at: number }): number => a.at - b.at;
	return { fills: [...fills.values()].sort(byTime), moves: [...moves.values()].sort(byTime) };
}

function readFill(
	row: WireActivity,
	symbolByOrderId: ReadonlyMap<string, string>,
	reader: ExactReader
): BrokerFill {
	const name = `fill ${row.id}:`;
	const side = wordToSide(row.side ?? '');
	if (side === null) reader.problem ??= `${name} side is '${row.side ?? ''}'`;
	const orderId = row.order_id ?? '';
	return {
		...{ id: row.id, orderId, side: side ?? 'buy' },
		symbol: symbolByOrderId.get(orderId) ?? currentSymbol(row.symbol ?? '', ''),
		quantity: reader.quantity(row.qty, `${name} quantity`),
		price: reader.price(row.price, `${name} price`),
		at: reader.instant(row.transaction_time ?? row.created_at, `${name} time`)
	};
}

function readMove(row: WireActivity, reader: ExactReader): BrokerMove {
	const name = `activity ${row.id}:`;
	const kind = kindOf(row.activity_type);
	// One that was taken back moves nothing.
	const isTakenBack = row.status === 'canceled';
	const movesNone = isTakenBack || paidFor.has(kind) || row.qty === null;
	return {
		...{ id: row.id, kind, words: wordsOf(row) },
		symbol: row.symbol === null ? null : currentSymbol(row.symbol, ''),
		quantity: movesNone ? zeroQuantity : reader.quantity(row.qty, `${name} quantity`),
		price: reader.priceOrNull(row.price, `${name} price`),
		amount:
			isTakenBack || row.net_amount === null ? zeroMoney : reader.money(row.net_amount, `${name} amount`),
		at: reader.instant(row.created_at ?? row.transaction_time ?? row.date, `${name} date`)
	};
}

/** What Alpaca says of an activity: its kind, and its description where it has one. */
function wordsOf({
	activity_type: type,
	activity_sub_type: part,
	description,
	status
}: WireActivity): string {
	const kind = part === null || part === '' ? type : `${type} ${part}`;
	const said = description === null || description === '' ? kind : `${kind}: ${description}`;
	return status === null || status === 'executed' ? said : `${said} (${status})`;
}
