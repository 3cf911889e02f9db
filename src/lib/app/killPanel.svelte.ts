/** Whether the levels of the kill switch are shown, on whichever page. */
export class KillPanel {
	#isOpen = $state(false);

	get isOpen(): boolean {
		return this.#isOpen;
	}

	open = (): void => {
		this.#isOpen = true;
	};

	close = (): void => {
		this.#isOpen = false;
	};
}
