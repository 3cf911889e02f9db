// A lock file can be written on one platform and lack the native packages of another: npm install leaves out what it
// could not find, and only `npm ci` elsewhere notices. This check notices first.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function findLockFaults(lock, manifest) {
	const faults = [];
	const entries = Object.entries(lock.packages ?? {});
	const present = new Set(entries.map(([path]) => path.replace(/^.*node_modules\//, '')));
	for (const [path, entry] of entries) {
		for (const name of Object.keys(entry.optionalDependencies ?? {})) {
			if (!present.has(name)) faults.push(`${path}: optional package ${name} is not in the lock`);
		}
		if (entry.resolved !== undefined)
			faults.push(`${path}: has an address (resolved), keep it out of the lock`);
		if (path !== '' && !entry.link && entry.integrity === undefined) faults.push(`${path}: has no integrity`);
	}
	const root = lock.packages?.[''] ?? {};
	for (const kind of ['dependencies', 'devDependencies']) {
		for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
			if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
				faults.push(`${name}: ${version} is not an exact version`);
			if (root[kind]?.[name] !== version) faults.push(`${name}: package.json and the lock disagree`);
		}
	}
	return faults;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
	const faults = findLockFaults(read('package-lock.json'), read('package.json'));
	for (const fault of faults) console.error(fault);
	if (faults.length === 0) console.log('package-lock.json is complete');
	process.exitCode = faults.length === 0 ? 0 : 1;
}
