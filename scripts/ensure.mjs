// Installs the packages when they do not match package.json, the lock file and this Node. Built-ins only: it runs before
// anything is installed. It speaks on stderr, so that the output of a command that calls it stays that command's own.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './sourceStamp.mjs';

const oldestNode = [20, 19];
const stampFile = join(root, 'node_modules', '.installed');

export function ensureInstalled() {
	refuseOldNode();
	const wanted = installStamp();
	if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
	console.error('Installing packages (npm ci) …');
	const started = performance.now();
	// npm's own stdout goes to stderr as well.
	const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
		cwd: root,
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32'
	});
	if (done.status !== 0) {
		console.error('npm ci failed: the packages are not installed.');
		process.exit(1);
	}
	writeFileSync(stampFile, wanted);
	console.error(`Packages installed in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

// Of package.json only what npm ci acts on: a new script needs no new packages.
function installStamp() {
	const { dependencies, devDependencies, overrides, engines } = JSON.parse(read('package.json'));
	return createHash('sha256')
		.update(JSON.stringify({ dependencies, devDependencies, overrides, engines }))
		.update(read('package-lock.json'))
		.update(`${process.version} ${process.platform} ${process.arch}`)
		.digest('hex');
}

const read = (name) => readFileSync(join(root, name), 'utf8');

function refuseOldNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
	console.error(`Blotter needs Node ${oldestNode.join('.')} or newer; this is ${process.version}.`);
	process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
