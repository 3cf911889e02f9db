// The headers a host should send with the built files. Run as a script it writes static/_headers, which Netlify and
// Cloudflare Pages read; the included server sends the same.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './sourceStamp.mjs';

/** Sent with every file. */
export const fixedHeaders = {
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
};

/** The one directive of the policy that only a header can give. */
export const framing = "frame-ancestors 'none'";

export const cacheOf = (isImmutable) => (isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');

const quoted = /^(self|none|unsafe-hashes|script|sha256-.*)$/;

/** A policy in the words of the header, from the directives as svelte.config.js has them. */
export function policyText(directives) {
	return Object.entries(directives)
		.map(([name, values]) => {
			const texts = values.map((value) => (quoted.test(value) ? `'${value}'` : value));
			return [name, ...texts].join(' ');
		})
		.join('; ');
}

/**
 * The content of static/_headers. Each page carries the policy itself, with the hashes of its own scripts; scripts get it
 * here, because a worker obeys the headers it came with.
 */
export function headersFile(directives) {
	const block = (path, headers) =>
		[path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
	return [
		block('/*', { ...fixedHeaders, 'Content-Security-Policy': framing }),
		block('/_app/immutable/*', {
			'Content-Security-Policy': policyText(directives),
			'Cache-Control': cacheOf(true)
		}),
		...['/', '/:page/', '/:section/:page/'].map((path) => block(path, { 'Cache-Control': cacheOf(false) })),
		block('/service-worker.js', {
			'Content-Security-Policy': "default-src 'none'; connect-src 'self'",
			'Cache-Control': cacheOf(false)
		})
	].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const { default: config } = await import('../svelte.config.js');
	writeFileSync(join(root, 'static', '_headers'), headersFile(config.kit.csp.directives));
}
