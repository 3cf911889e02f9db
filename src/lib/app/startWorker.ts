const policy = globalThis.trustedTypes?.createPolicy('app-worker', {
	createScriptURL(address) {
		if (!address.startsWith(`blob:${location.origin}/`))
			throw new TypeError(`worker address refused: ${address}`);
		return address;
	}
});

/**
 * Starts the module at `address` as a worker. A worker from a network address would not inherit the content security
 * policy of the page; one from a blob does, so a blob of one line imports the module.
 */
export function startWorker(address: string, name: string): Worker {
	const module = new URL(address, location.href);
	if (module.origin !== location.origin) throw new TypeError(`worker address refused: ${module.href}`);
	const bootstrap = `import ${JSON.stringify(module.href)};`;
	const blobAddress = URL.createObjectURL(new Blob([bootstrap], { type: 'text/javascript' }));
	const trusted = policy?.createScriptURL(blobAddress) ?? blobAddress;
	// The DOM library of TypeScript knows no trusted addresses.
	const worker = new Worker(trusted as string, { type: 'module', name });
	worker.addEventListener('message', () => URL.revokeObjectURL(blobAddress), { once: true });
	return worker;
}
