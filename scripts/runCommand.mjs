import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sourceStamp.mjs';

/**
 * Runs an installed command (or node itself) in the project folder and resolves to {ok, output}. With `show` the output
 * appears as it comes instead of being collected.
 */
export function runCommand(name, args, { show = false, env = {} } = {}) {
	return new Promise((resolve) => {
		const child = spawn(...commandLine(name, args), {
			cwd: root,
			env: { ...process.env, ...(show ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }), ...env },
			stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe']
		});
		let output = '';
		child.stdout?.on('data', (chunk) => (output += chunk));
		child.stderr?.on('data', (chunk) => (output += chunk));
		child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
		child.on('close', (code) => resolve({ ok: code === 0, output }));
	});
}

function commandLine(name, args) {
	if (name === 'node') return [process.execPath, args];
	const installed = join(root, 'node_modules', '.bin', name);
	return existsSync(installed) ? [installed, args] : [name, args];
}
