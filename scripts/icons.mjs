// Draws the icons of the installed app from static/icon.svg, in Chromium. Run it when the mark changes; what it writes is
// committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureChromium } from './browser.mjs';
import { root } from './sourceStamp.mjs';

const mark = readFileSync(join(root, 'static', 'icon.svg'), 'utf8');
const inside = mark.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');
const ground = /<rect[^>]*fill="(#\w+)"[^>]*>/.exec(inside)?.[1];
const drawing = inside.replace(/<rect[^>]*>/, '');

const svg = (content) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${content}</svg>`;
/** To the edges, the drawing small enough for any shape that a launcher cuts out. */
const full = (scale) =>
	svg(
		`<rect width="64" height="64" fill="${ground}"/><g transform="translate(32 32) scale(${scale}) translate(-32 -32)">${drawing}</g>`
	);

const icons = [
	{ name: 'icon-192', size: 192, content: mark },
	{ name: 'icon-512', size: 512, content: mark },
	{ name: 'maskable-512', size: 512, content: full(1) },
	{ name: 'apple-touch-180', size: 180, content: full(1.05) },
	// The system colours it: what is opaque counts.
	{ name: 'monochrome-512', size: 512, content: svg(drawing.replaceAll(/#\w{6}/g, '#000000')) }
];

const executablePath = ensureChromium();
const browser = await chromium.launch({
	...(executablePath ? { executablePath } : {}),
	args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu']
});
const page = await browser.newPage();
mkdirSync(join(root, 'static', 'icons'), { recursive: true });
for (const { name, size, content } of icons) {
	await page.setViewportSize({ width: size, height: size });
	await page.setContent(
		`<style>html, body { margin: 0; background: none } svg { display: block }</style>${content.replace('<svg', `<svg width="${size}" height="${size}"`)}`
	);
	const image = await page.screenshot({ omitBackground: true });
	writeFileSync(join(root, 'static', 'icons', `${name}.png`), image);
	console.log(`${name}.png: ${image.length} bytes`);
}
await browser.close();
