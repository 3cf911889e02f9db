// npm run bench -- history [--rounds 30]: the equity curve of a book with five years in its tables, in Chromium.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../../scripts/ensure.mjs';
import { newProfile, openBrowser } from '../desk/browser.mjs';
import { folder } from '../desk/build.mjs';
import { median } from '../lib/measure.mjs';

const port = Number(process.env.BENCH_PORT ?? 4738);
const ranges = ['1D', '1W', '1M', '3M', '1Y', 'All'];
const kinds = ['sessions', 'round the clock'];

/** Fills a profile, starts the browser anew, and prints a line for each range of each book. */
export async function runHistory(args) {
	const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '30' } } });
	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1');
	ensureInstalled();
	const server = await serve(await bundle());
	const { profile, drop } = newProfile();
	try {
		for (const kind of kinds) {
			const filled = await inBrowser(profile, (page) => page.evaluate((of) => bench.fill(of), kind));
			console.log(
				`\n${kind}: ${filled.snapshots} snapshots, ${filled.pieces} pieces of the curve (load ${loadavg()[0].toFixed(1)})`
			);
			await inBrowser(profile, (page) => measureKind(page, kind, rounds));
		}
	} finally {
		drop();
		server.close();
	}
}

async function measureKind(page, kind, rounds) {
	const results = await page.evaluate(
		([of, all, calls]) => bench.measure(of, all, calls),
		[kind, ranges, rounds]
	);
	for (const { range, points, pieces, kept, firstMs, readMs, warm } of results) {
		const sorted = [...warm].sort((a, b) => a - b);
		const late = sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))];
		console.log(
			[
				`  ${range.padEnd(4)} ${String(points).padStart(5)} points of ${String(kept).padStart(6)} in ${String(pieces).padStart(5)} rows`,
				`first ${firstMs.toFixed(1)} ms`,
				`median ${median(warm).toFixed(1)} (${sorted[0].toFixed(1)}-${sorted.at(-1).toFixed(1)})`,
				`p95 ${late.toFixed(1)}`,
				`reading alone ${readMs.toFixed(1)}`
			].join(', ')
		);
	}
	for (const limit of [2000, 10_000]) {
		const ms = await page.evaluate(([of, most]) => bench.readRows(of, most), [kind, limit]);
		console.log(`  yardstick: ${limit} rows of snapshots as they are, ${ms.toFixed(1)} ms`);
	}
}

/** A browser of its own for each step, so that the first request finds nothing in memory. */
async function inBrowser(profile, work) {
	const { page, close } = await openBrowser(profile);
	try {
		await page.goto(`http://127.0.0.1:${port}/`);
		await page.waitForFunction(() => 'bench' in globalThis);
		return await work(page);
	} finally {
		await close();
	}
}

async function serve(script) {
	const server = createServer((request, response) => {
		const isScript = request.url === '/page.js';
		response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
		response.end(
			isScript ? readFileSync(script) : '<!doctype html><script type="module" src="/page.js"></script>'
		);
	});
	await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
	return server;
}

async function bundle() {
	const { build } = await import('vite');
	const outDir = join(folder, '.build', 'history');
	await build({
		configFile: false,
		root: folder,
		logLevel: 'warn',
		publicDir: false,
		build: {
			outDir,
			emptyOutDir: true,
			target: 'es2023',
			lib: { entry: 'history/page.ts', formats: ['es'], fileName: () => 'page.js' }
		}
	});
	return join(outDir, 'page.js');
}
