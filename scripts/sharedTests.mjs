// Tests that read ../shared, the material that lies beside a checkout, are named *.shared.test.ts or *.shared.spec.ts.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sourceStamp.mjs';

export const hasShared = () => existsSync(join(root, '..', 'shared'));

export function sharedTests() {
	return readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
		.map((path) => `tests/${path.replaceAll('\\', '/')}`)
		.filter((path) => /\.shared\.(test|spec)\.ts$/.test(path))
		.sort();
}
