// The chart library makes two formats of the browser's language as it is loaded, for axes that our charts give it themselves. The
// first format that a page makes takes longer than all the rest of the library: they are made when they are asked for.

const library = /[\\/]uplot[\\/]dist[\\/]uPlot\.esm\.js$/;

const changes = [
	[
		`const numFormatter = new Intl.NumberFormat(domEnv ? nav.language : 'en-US');
const fmtNum = val => numFormatter.format(val);`,
		`let numFormatter;
const fmtNum = val => (numFormatter ??= new Intl.NumberFormat(domEnv ? nav.language : 'en-US')).format(val);`
	],
	[`const localTz = new Intl.DateTimeFormat().resolvedOptions().timeZone;`, ``],
	[`else if (tz == localTz)`, `else if (tz == new Intl.DateTimeFormat().resolvedOptions().timeZone)`]
];

/** A plugin of Vite: the chart library makes its formats late. */
export function lateFormats() {
	return {
		name: 'late-formats',
		transform: {
			filter: { id: library },
			handler(code) {
				return { code: withLateFormats(code), map: null };
			}
		}
	};
}

/**
 * The text of the library with its formats made late; another version of it may need other changes.
 * @param {string} code
 * @returns {string}
 */
export function withLateFormats(code) {
	return changes.reduce((text, [early, late]) => {
		if (text.split(early).length !== 2) throw new Error(`the chart library has changed: ${early}`);
		return text.replace(early, () => late);
	}, code);
}
