import type { SettingsChange, SettingsPreview, SettingsView, SettingView } from '../contract/deskView.ts';
import type { DeskClient } from './deskClient.svelte.ts';

type Texts = Readonly<Record<string, string>>;
type Desk = Pick<DeskClient, 'ask' | 'act' | 'view'>;

/** What was typed is judged when typing rests for so long, in milliseconds. */
const restsFor = 120;

const nothing: SettingsPreview = { faults: {}, changes: [], summary: '', notes: [] };

/** The settings of the book that is shown, and what is typed over them until it is applied or discarded, book by book. */
export class SettingsDraft {
	#view = $state.raw<SettingsView | null>(null);
	#history = $state.raw<readonly SettingsChange[] | null>(null);
	#typedByBook = $state.raw<Readonly<Record<string, Texts>>>({});
	#preview = $state.raw(nothing);
	#isChecked = $state(true);
	#isApplying = $state(false);
	readonly #desk: Desk;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The newest question; an answer to an older one is not shown. */
	#asked = 0;

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	get view(): SettingsView | null {
		return this.#view;
	}
	/** The newest change first; null while it is read. */
	get history(): readonly SettingsChange[] | null {
		return this.#history;
	}
	/** What is typed and not applied, by the name of the setting. */
	get typed(): Texts {
		return this.#typedByBook[this.#book] ?? {};
	}
	get preview(): SettingsPreview {
		return this.#preview;
	}
	get count(): number {
		return Object.keys(this.typed).length;
	}
	/** Whether what is typed can be applied as it stands. */
	get isReady(): boolean {
		const { faults, changes } = this.#preview;
		const isSound = Object.keys(faults).length === 0 && changes.length > 0;
		return this.count > 0 && this.#isChecked && !this.#isApplying && isSound;
	}

	/** Reads the settings of the book and their history anew. */
	load = async (): Promise<void> => {
		const asked = ++this.#asked;
		const [settings, history] = await Promise.all([
			this.#desk.ask('settings', {}),
			this.#desk.ask('settingHistory', {})
		]);
		if (asked !== this.#asked) return;
		if (settings.ok) this.#view = settings.value;
		if (history.ok) this.#history = history.value;
		// What is there already is no draft any more.
		for (const setting of this.#view?.settings ?? []) {
			if (this.typed[setting.key] === setting.typed) this.#put(setting.key, null);
		}
		this.#checkSoon(0);
	};

	/** Takes what is typed into a field. */
	edit = ({ key, typed }: Pick<SettingView, 'key' | 'typed'>, text: string): void => {
		this.#put(key, text === typed ? null : text);
		this.#checkSoon(restsFor);
	};

	discard = (): void => {
		this.#typedByBook = { ...this.#typedByBook, [this.#book]: {} };
		this.#checkSoon(0);
	};

	/** Applies all that is typed, or nothing, judging it first when that waits; what was refused stays typed. */
	apply = async (): Promise<void> => {
		clearTimeout(this.#timer);
		if (!this.#isChecked) await this.#check();
		if (!this.isReady) return;
		this.#isApplying = true;
		const answer = await this.#desk.act('changeSettings', { changes: this.#toAsk() }, ({ text }) => text);
		this.#isApplying = false;
		if (!answer.ok) return;
		this.discard();
		await this.load();
	};

	get #book(): string {
		return this.#desk.view?.book.id ?? '';
	}

	#put(key: string, text: string | null): void {
		const { [key]: _, ...others } = this.typed;
		const typed = text === null ? others : { ...others, [key]: text };
		this.#typedByBook = { ...this.#typedByBook, [this.#book]: typed };
	}

	#checkSoon(milliseconds: number): void {
		clearTimeout(this.#timer);
		this.#isChecked = false;
		this.#timer = setTimeout(() => void this.#check(), milliseconds);
	}

	async #check(): Promise<void> {
		const typed = this.typed;
		if (Object.keys(typed).length === 0) {
			this.#preview = nothing;
			this.#isChecked = true;
			return;
		}
		const answer = await this.#desk.ask('previewSettings', { changes: this.#toAsk() });
		if (typed !== this.typed) return;
		if (answer.ok) this.#preview = answer.value;
		this.#isChecked = answer.ok;
	}

	/** Percentages are typed without their sign; what is no number, as a limit that is off, has none. */
	#toAsk(): Texts {
		const settings = this.#view?.settings ?? [];
		const isPercent = (key: string) => settings.some((one) => one.key === key && one.kind === 'percent');
		return Object.fromEntries(
			Object.entries(this.typed).map(([key, text]) => {
				const bare = text.trim().replace(/\s*%$/, '');
				return [key, isPercent(key) && /\d/.test(bare) ? `${bare} %` : text];
			})
		);
	}
}
