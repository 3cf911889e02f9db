/** The panels of the desk that can be hidden, in the order in which they are offered. */
export const hidablePanels = [
	{ name: 'watchlist', label: 'Watchlist' },
	{ name: 'orders', label: 'Open orders' },
	{ name: 'triggers', label: 'Triggers' },
	{ name: 'feed', label: 'What just happened' },
	{ name: 'allocation', label: 'Allocation' },
	{ name: 'risk', label: 'Risk headroom' }
] as const;

/** A panel of the desk that can be hidden. */
export type PanelName = (typeof hidablePanels)[number]['name'];

const panelsKey = 'blotter.hiddenPanels';
const guidedKey = 'blotter.firstSteps';

/** How a person has the desk: which panels are hidden and which notes were read. Kept on the device, but for what was missed. */
export class DeskLook {
	#hidden = $state.raw<readonly PanelName[]>([]);
	#isGuided = $state(true);
	#missed = $state<string | null>(null);

	/** Whether the first steps are still offered. */
	get isGuided(): boolean {
		return this.#isGuided;
	}

	shows = (name: PanelName): boolean => !this.#hidden.includes(name);

	/** Whether a note of what was missed was read already. */
	hasRead = (missed: string): boolean => missed === this.#missed;

	/** Takes up what was chosen before; what is no panel is left out. */
	restore = (): void => {
		const kept = (readKept(panelsKey) ?? '').split(' ');
		this.#hidden = hidablePanels.map(({ name }) => name).filter((name) => kept.includes(name));
		this.#isGuided = readKept(guidedKey) !== 'read';
	};

	toggle = (name: PanelName): void => {
		this.#hidden = this.shows(name)
			? [...this.#hidden, name]
			: this.#hidden.filter((hidden) => hidden !== name);
		keep(panelsKey, this.#hidden.join(' '));
	};

	endGuide = (): void => {
		this.#isGuided = false;
		keep(guidedKey, 'read');
	};

	readMissed = (missed: string): void => {
		this.#missed = missed;
	};
}

// A browser that forbids storage keeps a choice for as long as the page is open.
function readKept(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

function keep(key: string, text: string): void {
	try {
		localStorage.setItem(key, text);
	} catch {
		return;
	}
}
