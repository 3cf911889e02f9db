import { buildApp, isBuildCurrent } from './buildApp.mjs';
import { ensureInstalled } from './ensure.mjs';
import { serve } from './serve.mjs';

const isRelaying = process.argv.includes('--relay');
const unknown = process.argv.slice(2).find((word) => word !== '--relay');
if (unknown !== undefined) {
	console.error(`npm start does not know ${unknown}; it knows --relay.`);
	process.exit(1);
}
const wantedPort = Number(process.env.PORT ?? 4173);

ensureInstalled();
if (!isBuildCurrent()) {
	console.log('Building …');
	const { ok, output } = await buildApp();
	if (!ok) {
		console.error(output);
		console.error('The build failed.');
		process.exit(1);
	}
}
// Asked for by name only, and loaded when packages are there.
const relay = isRelaying ? (await import('./relay.mjs')).createRelay() : undefined;
const address = await serve({ port: wantedPort, search: true, relay });
console.log(`Blotter is ready: ${address}`);
if (isRelaying) console.log('It passes calls on to Alpaca, for pages of this address on this machine alone.');
if (!address.endsWith(`:${wantedPort}/`)) {
	console.log(
		`Port ${wantedPort} is taken. A browser keeps settings by address: those of the other port are not seen here.`
	);
}
console.log('Stop it with Ctrl+C.');
