/** A count with its noun, as `1 minute` or `2 minutes`. */
export function countOf(count: number, noun: string): string {
	return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
