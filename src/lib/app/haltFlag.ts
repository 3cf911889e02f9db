/** Whether an address asks for a halt: `?halt=1`; whatever is not a plain no is a yes. */
export function isHaltedBy(search: string): boolean {
	const flag = new URLSearchParams(search).get('halt');
	return flag !== null && flag !== '0';
}
