// One visit of Lighthouse in a process of its own, judged twice.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/browser.mjs';
import { folder } from '../lib/prepare.mjs';
import { keepProcessorTime } from './processorTime.mjs';

/** A phone on a slow line, and a desk. */
export const forms = ['mobile', 'desktop'];

/**
 * A page that was never visited before: `report` judges the visit as it was, `own` with each task as long as it had a core.
 * Lighthouse asks to be run again when it has lost its own trace.
 */
export async function runLighthouse(url, form) {
	return visit(url, form).catch(() => visit(url, form));
}

async function visit(url, form) {
	const kept = mkdtempSync(join(tmpdir(), 'blotter-lighthouse-'));
	try {
		const report = await run(url, form, `-GA=${kept}`);
		keepProcessorTime(kept);
		return { report, own: await run(url, form, `-A=${kept}`) };
	} finally {
		rmSync(kept, { recursive: true, force: true });
	}
}

function run(url, form, mode) {
	const chromium = ensureChromium();
	if (chromium === undefined) throw new Error('there is no Chromium');
	const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	const command = [
		join(folder, 'node_modules', 'lighthouse', 'cli', 'index.js'),
		...[url, mode, '--quiet', '--output=json', '--only-categories=performance,accessibility,best-practices'],
		...(form === 'desktop' ? ['--preset=desktop'] : []),
		`--chrome-flags=${['--headless=new', '--disable-gpu', ...sandbox].join(' ')}`
	];
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, command, {
			env: { ...process.env, CHROME_PATH: chromium },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		let text = '';
		child.stdout.on('data', (chunk) => (text += chunk));
		child.on('error', reject);
		child.on('close', (code) =>
			code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`Lighthouse ended with ${code}`))
		);
	});
}
