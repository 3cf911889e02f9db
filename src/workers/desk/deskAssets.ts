import { listedAssetOf, readAssets } from '../../lib/adapters/alpaca/assets.ts';
import type { ApiFault } from '../../lib/adapters/alpaca/readAnswer.ts';
import { assetListTexts, otherKindText, unfollowedText } from '../../lib/contract/assetTexts.ts';
import { isListOld, type ListedAsset, type ReadAssets } from '../../lib/domain/listedAsset.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { AssetList } from '../../lib/ports/assetList.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { AlpacaLink } from './alpacaLink.ts';
import { callFaultText } from './callFaultText.ts';

/** What the list of Alpaca's assets is kept by. */
export interface DeskAssetsSetup {
	/** Where it is kept on this device. */
	readonly assets: AssetList;
	readonly epoch: number;
	readonly clock: Clock;
	/** The way to the account whose keys are in memory; null without any. */
	readonly link: () => AlpacaLink | null;
	/** Told when more is known of what assets are called. */
	readonly onChange: () => void;
}

/** The list as it is there: null when it was never read; `problem` says why it is not of the last day. */
export interface AssetsThere {
	readonly list: ReadAssets | null;
	readonly problem: string | null;
}

/** After a reading that failed it is tried again when so much time has passed, in milliseconds. */
const tryAgainAfter = 30_000;

/**
 * Alpaca's list of assets: read when it is asked for first and once a day from then on, while what was kept goes on being used. It is
 * megabytes long, so that nobody is made to wait for it who does not look for anything; names come from it once it is there.
 */
export class DeskAssets {
	readonly #setup: DeskAssetsSetup;
	#list: ReadAssets | null = null;
	readonly #names = new Map<string, string>();
	#loaded: Promise<void> | null = null;
	#reading: Promise<void> | null = null;
	#failure: { readonly fault: ApiFault; readonly at: Instant; readonly link: AlpacaLink } | null = null;

	constructor(setup: DeskAssetsSetup) {
		this.#setup = setup;
	}

	/** Begins to read the list when it is wanted anew; nobody waits for it. */
	async begin(): Promise<void> {
		await this.#load();
		this.#readWhenOld();
	}

	/** The list, which is waited for when none was ever read. */
	async there(): Promise<AssetsThere> {
		await this.begin();
		if (this.#list === null) await this.#reading;
		return { list: this.#list, problem: this.#whyNotNew() };
	}

	/** The asset of a symbol as Alpaca has it now, or had it when the list was read; or why there is none, in a sentence. */
	async assetOf(symbol: string): Promise<Result<ListedAsset, string>> {
		const asked = await this.#setup.link()?.api.asset(symbol);
		if (asked?.ok === true) {
			const asset = listedAssetOf(asked.value);
			if (asset === null) return failed(otherKindText(symbol));
			this.#learnNames([asset]);
			return ok(asset);
		}
		if (asked !== undefined && saysUnknown(asked.error))
			return failed(unfollowedText(symbol, { type: 'unknown' }));
		await this.#load();
		const list = this.#list;
		const asset = list?.assets.find((one) => one.symbol === symbol || one.symbol.replace('/', '') === symbol);
		if (asset !== undefined) return ok(asset);
		if (asked !== undefined) return failed(callFaultText(asked.error));
		return failed(list === null ? assetListTexts.never : unfollowedText(symbol, { type: 'unknown' }));
	}

	/** What an asset is called, as far as that was heard or kept: empty until then, and never asked for. */
	nameOf(symbol: string): string {
		void this.#load();
		return this.#names.get(symbol) ?? '';
	}

	/** Whether a symbol can be sold short, by the list that is kept; null where it is not of the last day, or does not have it. */
	async isShortable(symbol: string): Promise<boolean | null> {
		await this.#load();
		if (this.#list === null || this.#isOld()) return null;
		return this.#list.assets.find((one) => one.symbol === symbol)?.isShortable ?? null;
	}

	#load(): Promise<void> {
		this.#loaded ??= this.#setup.assets.read().then((read) => {
			if (read.ok && read.value !== null) this.#take(read.value);
		});
		return this.#loaded;
	}

	#take(list: ReadAssets): void {
		this.#list = list;
		this.#learnNames(list.assets);
	}

	#learnNames(assets: readonly ListedAsset[]): void {
		for (const { symbol, name } of assets) this.#names.set(symbol, name);
		this.#setup.onChange();
	}

	#readWhenOld(): void {
		const link = this.#setup.link();
		const now = this.#setup.clock.now();
		if (link === null || this.#reading !== null || !this.#isOld()) return;
		const failure = this.#failure;
		if (failure?.link === link && now - failure.at < tryAgainAfter) return;
		this.#reading = this.#read(link).finally(() => (this.#reading = null));
	}

	async #read(link: AlpacaLink): Promise<void> {
		const { clock, assets, epoch } = this.#setup;
		const read = await readAssets(link.api, () => clock.now());
		this.#failure = read.ok ? null : { fault: read.error, at: clock.now(), link };
		if (!read.ok) return;
		this.#take(read.value);
		// What cannot be kept is read again after the next start.
		void assets.keep(read.value, epoch);
	}

	#isOld(): boolean {
		return this.#list === null || isListOld(this.#list, this.#setup.clock.now());
	}

	#whyNotNew(): string | null {
		if (!this.#isOld()) return null;
		const { never, failed: notRead, old, oldFailed, reading } = assetListTexts;
		const fault = this.#failure === null ? null : callFaultText(this.#failure.fault);
		if (this.#reading !== null) return reading;
		if (this.#setup.link() === null) return this.#list === null ? never : old;
		if (fault === null) return null;
		return this.#list === null ? notRead(fault) : oldFailed(fault);
	}
}

/** Whether Alpaca says that there is no such asset. */
function saysUnknown(fault: ApiFault): boolean {
	return fault.type === 'refused' && (fault.status === 404 || fault.status === 422);
}
