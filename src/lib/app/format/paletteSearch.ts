/** Something the command palette offers. */
export interface Choice {
	readonly id: string;
	readonly label: string;
	/** What it is: a page, a symbol, an act. */
	readonly kind: string;
	/** Further words it is found by. */
	readonly words?: string;
}

const mostShown = 50;
const many: ReadonlySet<string> = new Set(['Symbol', 'Setting']);

/**
 * The choices that every word of the text begins a word of, those whose label begins with the text first; without a
 * text all of them but the symbols and the settings, which are many.
 */
export function findChoices<Known extends Choice>(choices: readonly Known[], text: string): readonly Known[] {
	const asked = text.trim().toLowerCase();
	if (asked === '') return choices.filter(({ kind }) => !many.has(kind)).slice(0, mostShown);
	const parts = asked.split(/\s+/);
	const beginsWith = ({ label }: Known): boolean => label.toLowerCase().startsWith(asked);
	const isFound = ({ label, words = '' }: Known): boolean => {
		const known = `${label} ${words}`.toLowerCase().split(/[\s,·]+/);
		return parts.every((part) => known.some((word) => word.startsWith(part)));
	};
	const found = choices.filter(isFound);
	return [...found.filter(beginsWith), ...found.filter((choice) => !beginsWith(choice))].slice(0, mostShown);
}
