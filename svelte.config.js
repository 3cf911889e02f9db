import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { appStamp } from './scripts/sourceStamp.mjs';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ strict: true, precompress: true }),
		typescript: {
			config: (config) => {
				config.include.push('../*.config.ts');
			}
		},
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				// The route announcer of SvelteKit carries one static style attribute; this is its hash.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'manifest-src': ['self'],
				// blob: because a worker started from a network address would not inherit this policy.
				'worker-src': ['self', 'blob:'],
				'connect-src': [
					'self',
					'https://paper-api.alpaca.markets',
					'https://data.alpaca.markets',
					'wss://paper-api.alpaca.markets',
					'wss://stream.data.alpaca.markets'
				],
				'base-uri': ['none'],
				'form-action': ['none'],
				'object-src': ['none'],
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'app-worker', 'app-keeper']
			}
		},
		inlineStyleThreshold: 10_000,
		serviceWorker: {
			// The page lets it in once the first screen is drawn.
			register: false,
			// What only a host or an installer reads is not kept on the device.
			files: (path) => path !== '_headers' && !path.startsWith('icons/')
		},
		// Follows the sources and nothing else: two builds of one tree are equal, and a changed tree never reuses a cache.
		version: { name: appStamp() }
	}
};
