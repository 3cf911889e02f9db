/** The browser's offer to install the app, which it makes once and a page may keep. */
interface InstallPromptEvent extends Event {
	prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

class InstallOffer {
	#prompt = $state.raw<InstallPromptEvent | null>(null);

	/** Whether the app can be installed now. */
	get isOpen(): boolean {
		return this.#prompt !== null;
	}

	/** Keeps the offer for whoever looks for it: the browser does not put it before the desk. */
	listen = (): void => {
		addEventListener('beforeinstallprompt', (event) => {
			event.preventDefault();
			this.#prompt = event as InstallPromptEvent;
		});
		addEventListener('appinstalled', () => {
			this.#prompt = null;
		});
	};

	/** Lets the browser ask; an offer can be used once. */
	install = async (): Promise<void> => {
		const prompt = this.#prompt;
		this.#prompt = null;
		await prompt?.prompt();
	};
}

export const installOffer = new InstallOffer();
