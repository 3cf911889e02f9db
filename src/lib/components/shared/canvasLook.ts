/** Calls back when the size of `node` or the theme changes, until the returned function is called. */
export function watchLook(node: HTMLElement, onsize: () => void, ontheme: () => void): () => void {
	const sizes = new ResizeObserver(onsize);
	const themes = new MutationObserver(ontheme);
	const media = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) =>
		matchMedia(query)
	);
	sizes.observe(node);
	themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
	for (const query of media) query.addEventListener('change', ontheme);
	return () => {
		sizes.disconnect();
		themes.disconnect();
		for (const query of media) query.removeEventListener('change', ontheme);
	};
}

/** Reads colours by the names of their variables: a canvas takes none, so they are read as the browser computes them. */
export function readColours<Name extends string>(
	node: HTMLElement,
	variables: Readonly<Record<Name, string>>
): Readonly<Record<Name, string>> {
	const probe = document.createElement('span');
	node.append(probe);
	const read = ([name, variable]: [string, unknown]): [string, string] => {
		probe.style.color = `var(${String(variable)})`;
		return [name, getComputedStyle(probe).color];
	};
	const colours = Object.fromEntries(Object.entries(variables).map(read));
	probe.remove();
	return colours as Readonly<Record<Name, string>>;
}
