// Bundles the command line for Node: one file without dependencies, because Node 20 does not read TypeScript.
import { defineConfig } from 'vite';

export default defineConfig({
	publicDir: false,
	ssr: { noExternal: true },
	build: {
		ssr: 'src/cli/replay.ts',
		outDir: '.blotter/cli',
		target: 'node20',
		minify: false,
		sourcemap: true,
		rollupOptions: { output: { entryFileNames: 'replay.mjs' } }
	}
});
