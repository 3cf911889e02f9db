import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headersFile } from '../../../scripts/hostHeaders.mjs';
import config from '../../../svelte.config.js';

test('the headers for static hosts are those that the policy of the app gives', () => {
	// When they part: node scripts/hostHeaders.mjs
	expect(readFileSync('static/_headers', 'utf8')).toBe(headersFile(config.kit?.csp?.directives ?? {}));
	const policy = /^\/_app\/immutable\/\*\n {2}Content-Security-Policy: (.*)$/m;
	expect(policy.exec(readFileSync('static/_headers', 'utf8'))?.[1]).toContain(
		"require-trusted-types-for 'script'"
	);
});

test('docs/hosting.md says the same headers for other hosts', () => {
	const page = readFileSync('docs/hosting.md', 'utf8');
	const headers = readFileSync('static/_headers', 'utf8').split('\n\n')[0] ?? '';
	for (const [, name = '', value = ''] of headers.matchAll(/^ {2}([\w-]+): (.*)$/gm)) {
		expect(page).toContain(name);
		expect(page).toContain(value);
	}
});

test('the page for unknown addresses allows its own script and style, and nothing else', () => {
	const page = readFileSync('static/404.html', 'utf8');
	for (const tag of ['script', 'style']) {
		const content = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(page)?.[1] ?? '';
		const hash = createHash('sha256').update(content).digest('base64');
		expect(page).toContain(`${tag}-src 'sha256-${hash}'`);
	}
});
