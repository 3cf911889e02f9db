// npm run replay -- <arguments>: bundles the command line when its sources changed, then becomes it.
import { pathToFileURL } from 'node:url';
import { bundleCli } from './cliBundle.mjs';
import { ensureInstalled } from './ensure.mjs';

ensureInstalled();
const { ok, output, bundle } = await bundleCli();
if (ok) {
	process.argv[1] = bundle;
	await import(pathToFileURL(bundle).href);
} else {
	console.error(output);
	console.error('The command line could not be built.');
	process.exitCode = 1;
}
