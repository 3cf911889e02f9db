// One run of Lighthouse in a process of its own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/browser.mjs';
import { folder } from '../lib/prepare.mjs';

/** A phone on a slow line, and a desk. */
export const forms = ['mobile', 'desktop'];

/** The report of a page that was never visited before; Lighthouse asks to be run again when it has lost its own trace. */
export async function runLighthouse(url, form) {
	return runOnce(url, form).catch(() => runOnce(url, form));
}

function runOnce(url, form) {
	const chromium = ensureChromium();
	if (chromium === undefined) throw new Error('there is no Chromium');
	const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	const command = [
		join(folder, 'node_modules', 'lighthouse', 'cli', 'index.js'),
		...[url, '--quiet', '--output=json', '--only-categories=performance,accessibility,best-practices'],
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
