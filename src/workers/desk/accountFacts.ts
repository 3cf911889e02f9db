import type { AccountFacts } from '../../lib/contract/accountView.ts';
import type { Answer } from '../../lib/contract/deskApi.ts';
import { formatDecimal, pricePerUnit, absolute } from '../../lib/domain/decimal.ts';
import { sessionOn } from '../../lib/domain/marketCalendar.ts';
import { ok } from '../../lib/domain/result.ts';
import { formatDate, newYorkDay, newYorkTime, parseDate, type EpochDay } from '../../lib/domain/time.ts';
import type { Book } from '../../lib/engine/state.ts';
import type { AlpacaLink } from './alpacaLink.ts';
import { refused, type DeskContext } from './deskContext.ts';

/** So many days before and after today the calendars are compared. */
const daysAround = 30;

/** What the account says of itself beside its book; what cannot be read is null. */
export async function accountFacts(context: DeskContext): Promise<Answer<'accountFacts'>> {
	const { link } = context.connection;
	if (link === null) return refused('Connect to Alpaca first: this is read there.');
	const { book } = context.running().runner.live().state;
	return ok({
		configurations: await readConfigurations(link),
		calendar: await compareCalendars(link, newYorkDay(context.wall())),
		equity: await readEquity(link),
		averages: await readAverages(link, book)
	});
}

async function readConfigurations({ api }: AlpacaLink): Promise<AccountFacts['configurations']> {
	const read = await api.configurations();
	if (!read.ok) return null;
	const told = Object.entries(read.value).filter(([, value]) => value !== null && typeof value !== 'object');
	return Object.fromEntries(told.map(([name, value]) => [name, String(value)]));
}

async function compareCalendars({ api }: AlpacaLink, today: EpochDay): Promise<AccountFacts['calendar']> {
	const [first, last] = [today - daysAround, today + daysAround];
	const read = await api.calendar(formatDate(first), formatDate(last));
	if (!read.ok) return null;
	const theirs = new Map(read.value.map((row) => [parseDate(row.date), row]));
	const said: string[] = [];
	for (let day = first; day <= last; day++) {
		const [ours, row] = [sessionOn(day), theirs.get(day)];
		if (ours === undefined && row === undefined) continue;
		const date = formatDate(day);
		if (row === undefined) said.push(`${date}: a session here, none at Alpaca.`);
		else if (ours === undefined)
			said.push(`${date}: ${row.open} to ${row.close} at Alpaca, no session here.`);
		else if (instantOf(day, row.open) !== ours.open || instantOf(day, row.close) !== ours.close) {
			said.push(`${date}: ${row.open} to ${row.close} at Alpaca, other hours here.`);
		}
	}
	return said;
}

/** The instant of a time of day in New York as `09:30`; NaN where it is none. */
function instantOf(day: EpochDay, text: string): number {
	const [hours = NaN, minutes = NaN] = text.split(':').map(Number);
	return newYorkTime(day, hours * 60 + minutes);
}

async function readEquity({ api }: AlpacaLink): Promise<AccountFacts['equity']> {
	const read = await api.portfolioHistory({ period: '1M', timeframe: '1D' });
	if (!read.ok) return null;
	const { timestamp, equity } = read.value;
	return (timestamp ?? []).flatMap((seconds, index) => {
		const value = equity?.[index] ?? null;
		return value === null ? [] : [{ at: seconds * 1000, equity: value }];
	});
}

async function readAverages({ api }: AlpacaLink, book: Book): Promise<AccountFacts['averages']> {
	const read = await api.positions();
	if (!read.ok) return null;
	return read.value.map(({ symbol, avg_entry_price: theirs }) => {
		const ours = [...book.positionBySymbol.values()].find(
			(one) => one.symbol.replace('/', '') === symbol.replace('/', '')
		);
		const average = ours === undefined ? null : pricePerUnit(absolute(ours.basis), absolute(ours.quantity));
		return { symbol: ours?.symbol ?? symbol, ours: average === null ? null : formatDecimal(average), theirs };
	});
}
