import { afterAll, expect } from 'vitest';

// The files of a worker share one world, because to load the sources anew for each took longer than their tests. So no
// file may leave something behind that another could meet: a global, a fake clock.
const before = new Set(Object.getOwnPropertyNames(globalThis));
const clock = [Date, setTimeout, setInterval, queueMicrotask];

// What stays: the stand-in for the browser's database, in which each test opens a database of its own name, and the
// settings of zod, which are the same for all.
const stays = /^(indexedDB|IDB\w+|__zod_\w+)$/;

afterAll(() => {
	const left = Object.getOwnPropertyNames(globalThis).filter(
		(name) => !before.has(name) && !stays.test(name)
	);
	expect(left, 'globals that a test file leaves behind').toEqual([]);
	expect([Date, setTimeout, setInterval, queueMicrotask], 'a fake clock left behind').toEqual(clock);
});
