/** The number of an entry as it is read: `#123,456`. */
export function seqText(seq: number): string {
	return `#${String(seq).replace(/\B(?=(\d{3})+$)/g, ',')}`;
}
