import { followedText, ownMarketText, unfollowedText } from '../../lib/contract/assetTexts.ts';
import type { AssetHit } from '../../lib/contract/assets.ts';
import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { oneUnit } from '../../lib/domain/decimal.ts';
import { isShortable, type Instrument } from '../../lib/domain/instrument.ts';
import { assetToInstrument, searchAssets, type ListedAsset } from '../../lib/domain/listedAsset.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Book } from '../../lib/engine/state.ts';
import { setWatchlist } from './bookRequests.ts';
import { refusalsOf } from './commandAnswers.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { stopMessage } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** As many as are read at a glance. */
const mostHits = 8;

/** Finds what Alpaca trades; without its list what the book follows already. */
export async function findAssets(
	context: DeskContext,
	{ text }: Ask<'findAssets'>
): Promise<Answer<'findAssets'>> {
	const { record, runner } = context.running();
	if (record.source.type !== 'alpaca') return refused(ownMarketText);
	if (text.trim() === '') {
		void context.assets.begin();
		return ok({ hits: [], readAt: null, problem: null });
	}
	const { list, problem } = await context.assets.there();
	const all =
		list?.assets ?? runner.live().state.book.instruments.map(({ instrument }) => ownAsset(instrument));
	const watched = new Set(context.listed());
	const hits = searchAssets(all, text, mostHits).map((asset) => viewHit(asset, watched));
	return ok({ hits, readAt: list?.readAt ?? null, problem });
}

function viewHit(asset: ListedAsset, watched: ReadonlySet<string>): AssetHit {
	const { symbol, name, assetClass, isFractionable, isShortable: shortable } = asset;
	return {
		...{ symbol, name, assetClass, isFractionable, isShortable: shortable },
		isTradable: assetToInstrument(asset).ok,
		isWatched: watched.has(symbol)
	};
}

/** What the book follows, as a list would have it. */
function ownAsset(instrument: Instrument): ListedAsset {
	const { symbol, assetClass, lot } = instrument;
	return {
		...{ symbol, name: '', assetClass, isActive: true, isTradable: true },
		...{ isFractionable: lot < oneUnit, isShortable: isShortable(instrument) },
		...{ quantityStep: null, priceStep: null }
	};
}

/** Follows symbols and puts them on the watchlist: all of them, or none. */
export async function followSymbols(
	context: DeskContext,
	{ symbols, request }: Ask<'followSymbols'>
): Promise<Answer<'followSymbols'>> {
	const { record, runner } = context.running();
	if (record.source.type !== 'alpaca') return refused(ownMarketText);
	const { book } = runner.live().state;
	const typed = [...new Set(symbols.map((symbol) => symbol.trim().toUpperCase()))];
	const found = await Promise.all(typed.map((symbol) => instrumentOf(context, book, symbol)));
	const faults = found.flatMap((one) => (one.ok ? [] : [one.error]));
	const [first] = faults;
	if (first !== undefined)
		return faults.length === 1 ? refused(first) : refused('Nothing new is followed.', faults);
	const instruments = found.flatMap((one) => (one.ok ? [one.value] : []));
	const fresh = instruments.filter(({ symbol }) => !isFollowed(book, symbol));
	if (fresh.length > 0) {
		const added = fresh.map((instrument) => ({ instrument, interval: '1m' as const }));
		const done = await runner.command((at) => [{ type: 'AddInstruments', at, request, instruments: added }]);
		if (!done.ok) return refused(stopMessage(done.error));
		const events = done.value.map(({ event }) => event);
		// What came by another way meanwhile is there.
		const [refusal] = refusalsOf(
			events.filter((event) => !('reason' in event && event.reason === 'already_done'))
		);
		if (refusal !== undefined) return refused(refusal);
	}
	return watch(context, record.id, [...new Set(instruments.map(({ symbol }) => symbol))]);
}

const isFollowed = ({ instruments }: Book, symbol: string): boolean =>
	instruments.some(({ instrument }) => instrument.symbol === symbol);

/** What is to be followed: as the book has it, else as Alpaca lists it; or why it cannot be, in a sentence. */
async function instrumentOf(
	{ assets }: DeskContext,
	{ instruments }: Book,
	symbol: string
): Promise<Result<Instrument, string>> {
	const known = instruments.find(({ instrument }) => instrument.symbol === symbol);
	if (known !== undefined) return ok(known.instrument);
	if (symbol === '') return failed('Give a symbol.');
	const asset = await assets.assetOf(symbol);
	if (!asset.ok) return asset;
	const made = assetToInstrument(asset.value);
	return made.ok ? made : failed(unfollowedText(symbol, made.error));
}

async function watch(
	context: DeskContext,
	id: string,
	symbols: readonly string[]
): Promise<Answer<'followSymbols'>> {
	if (context.chosen() !== id) return refused('Another book was opened meanwhile: nothing is watched there.');
	const watched = await setWatchlist(context, { symbols: [...context.listed(), ...symbols] });
	if (!watched.ok) return watched;
	context.prices.tick(context.running(), context.listed());
	return ok({ symbols, text: followedText(symbols, context.prices.polledOf(symbols)) });
}
