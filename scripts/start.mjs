import { buildApp, isBuildCurrent } from './buildApp.mjs';
import { ensureInstalled } from './ensure.mjs';
import { serve } from './serve.mjs';

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
const address = await serve({ port: wantedPort, search: true });
console.log(`Blotter is ready: ${address}`);
if (!address.endsWith(`:${wantedPort}/`)) {
	console.log(
		`Port ${wantedPort} is taken. A browser keeps settings by address: those of the other port are not seen here.`
	);
}
console.log('Stop it with Ctrl+C.');
