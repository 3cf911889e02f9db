const nextAfter = 20;

/**
 * Counts the blocks of a page that are there: the first at once, each further one when the browser has had the time to draw a
 * frame. So none of them holds up what stands above it.
 */
export function createArrival(blocks: number): { readonly count: number; readonly isWhole: boolean } {
	let count = $state(1);
	$effect(() => {
		if (count === blocks) return;
		const timer = setTimeout(() => count++, nextAfter);
		return () => clearTimeout(timer);
	});
	return {
		get count() {
			return count;
		},
		get isWhole() {
			return count === blocks;
		}
	};
}
