/** Follows `read` at most once in `every` milliseconds: what changes with each price need not be drawn with each. */
export function createPaced<Value>(read: () => Value, every: number): { readonly current: Value } {
	let shown = $state.raw(read());
	let timer: ReturnType<typeof setTimeout> | undefined;
	$effect(() => {
		read();
		timer ??= setTimeout(() => {
			timer = undefined;
			shown = read();
		}, every);
	});
	$effect(() => () => clearTimeout(timer));
	return {
		get current() {
			return shown;
		}
	};
}
