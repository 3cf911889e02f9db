/** So many are offered at most: as many as are read at a glance. */
const offered = 8;

/**
 * What of `names` begins with the letters typed so far, and after these what has them elsewhere, in the order given; nothing
 * once they are the whole of the one name that is left.
 */
export function suggestionsFor(names: readonly string[], typed: string): readonly string[] {
	const letters = typed.trim().toUpperCase();
	const having = names.filter((name) => name.toUpperCase().includes(letters));
	const begins = (name: string): boolean => name.toUpperCase().startsWith(letters);
	const found = [...having.filter(begins), ...having.filter((name) => !begins(name))];
	return found.length === 1 && found[0]?.toUpperCase() === letters ? [] : found.slice(0, offered);
}
