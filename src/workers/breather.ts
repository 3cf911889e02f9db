/** Lets the worker hear messages: waits for the queue when it was held for `longestHold` ms, and says whether it did. */
export function createBreather(longestHold: number): () => Promise<boolean> {
	let heldSince = performance.now();
	return async () => {
		if (performance.now() - heldSince < longestHold) return false;
		await new Promise<void>((resolve) => {
			const channel = new MessageChannel();
			channel.port1.onmessage = () => {
				channel.port1.close();
				resolve();
			};
			channel.port2.postMessage(null);
		});
		heldSince = performance.now();
		return true;
	};
}
