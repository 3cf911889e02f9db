import type { AssetsFound } from '../../contract/assets.ts';

/** So long after the last key it is looked for what was typed, in milliseconds. */
const waits = 150;

/** Looks for what is typed once nothing more is, and forgets the answers to what was typed before. */
export class AssetSearch {
	#found = $state.raw<{ readonly text: string; readonly assets: AssetsFound } | null>(null);
	#isLooking = $state(false);
	#asked = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #find: (text: string) => Promise<AssetsFound>;

	constructor(find: (text: string) => Promise<AssetsFound>) {
		this.#find = find;
	}

	/** What was found, also of a text before while the next is looked for. */
	get found(): AssetsFound | null {
		return this.#found?.assets ?? null;
	}
	/** Whether an answer is on its way. */
	get isLooking(): boolean {
		return this.#isLooking;
	}

	/** Whether what was found is of this text. */
	isOf(text: string): boolean {
		return this.#found?.text === text.trim();
	}

	look(text: string): void {
		const wanted = text.trim();
		this.#asked++;
		clearTimeout(this.#timer);
		if (wanted === '') return this.drop();
		this.#isLooking = true;
		this.#timer = setTimeout(() => void this.now(wanted), waits);
	}

	/** Looks at once, and gives what was found unless something else is looked for meanwhile. */
	async now(text: string): Promise<AssetsFound | null> {
		const mine = ++this.#asked;
		clearTimeout(this.#timer);
		this.#isLooking = true;
		const assets = await this.#find(text.trim());
		if (mine !== this.#asked) return null;
		this.#isLooking = false;
		this.#found = { text: text.trim(), assets };
		return assets;
	}

	/** Forgets what was looked for. */
	drop(): void {
		this.#asked++;
		clearTimeout(this.#timer);
		this.#isLooking = false;
		this.#found = null;
	}
}
