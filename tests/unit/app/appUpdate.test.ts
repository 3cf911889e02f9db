import { expect, test } from 'vitest';
import { AppUpdate, type UpdateHost } from '../../../src/lib/app/appUpdate.svelte.ts';
import { underWayText } from '../../../src/lib/app/underWay.ts';
import type { DeskView } from '../../../src/lib/contract/deskView.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

type Held = () => unknown;

/** One lock, as the browser gives it: in turn, to one alone or to several that share it. */
function createLock() {
	const waiting: { isShared: boolean; start: () => void }[] = [];
	let held = 0;
	let isShared = true;
	const next = (): void => {
		const [first] = waiting;
		if (first === undefined || (held > 0 && !(first.isShared && isShared))) return;
		waiting.shift();
		held++;
		isShared = first.isShared;
		first.start();
		next();
	};
	return {
		request: (_: string, { mode, signal }: { mode: string; signal?: AbortSignal }, work: Held) =>
			new Promise((resolve, reject) => {
				const start = () =>
					void Promise.resolve(work()).then((value) => {
						held--;
						resolve(value);
						next();
					});
				const one = { isShared: mode === 'shared', start };
				waiting.push(one);
				signal?.addEventListener('abort', () => {
					waiting.splice(waiting.indexOf(one), 1);
					reject(new DOMException('aborted', 'AbortError'));
				});
				next();
			})
	};
}

/** A browser with a version in use and perhaps a newer one that waits. */
function setUp({ isWaiting = true, lock = createLock() } = {}) {
	const heard: string[] = [];
	const container = new EventTarget();
	const registration = Object.assign(new EventTarget(), {
		installing: null as (EventTarget & { state: string }) | null,
		waiting: isWaiting ? { postMessage: (message: string) => heard.push(message) } : null,
		update: () => {
			heard.push('looked');
			return Promise.resolve();
		}
	});
	let now = 0;
	const later: [number, () => void][] = [];
	const host = {
		container: Object.assign(container, { ready: Promise.resolve(registration) }),
		base: '/x/',
		locks: lock,
		reload: () => void heard.push('reload'),
		now: () => now,
		after: (milliseconds: number, act: () => void) => void later.push([milliseconds, act])
	} as unknown as UpdateHost;
	const update = new AppUpdate();
	return {
		...{ heard, update, registration },
		watch: () => update.watch(host),
		/** A worker says something to the page. */
		hear: (data: string) => container.dispatchEvent(new MessageEvent('message', { data })),
		/** Watches, and the version that waits says that it is a new one. */
		async watchNew() {
			await this.watch();
			this.hear('new /x/');
			heard.length = 0;
		},
		wait: (milliseconds: number) => (now += milliseconds),
		/** Lets what was put off come, and says how long it was put off. */
		waitOut: () => later.splice(0).map(([milliseconds, act]) => (act(), milliseconds))
	};
}

test('a version that waits is offered when it is a new one, takes over when it is accepted, and the page reloads', async () => {
	const { update, heard, watch, hear } = setUp();
	await watch();
	expect([update.stage, heard]).toEqual(['none', ['is-new']]);
	hear('new /other/');
	expect(update.stage).toBe('none');
	hear('new /x/');
	expect(update.stage).toBe('ready');
	update.accept();
	await settle();
	expect([update.stage, heard]).toEqual(['loading', ['is-new', 'take-over']]);
	hear('in-use /x/');
	expect(heard).toEqual(['is-new', 'take-over', 'reload']);
});

test('while something is under way in this tab it waits, and goes on when that is done', async () => {
	const browser = setUp();
	const { update, heard } = browser;
	await browser.watchNew();
	update.tell('the import');
	update.accept();
	await settle();
	expect([update.stage, update.underWay, heard]).toEqual(['asked', 'the import', []]);
	update.tell('an answer of the desk');
	await settle();
	expect(heard).toEqual([]);
	update.tell(null);
	await settle();
	expect(heard).toEqual(['take-over']);
});

test('while something is under way in another tab it waits as well', async () => {
	const lock = createLock();
	const [mine, other] = [setUp({ lock }), setUp({ lock })];
	await mine.watchNew();
	await other.watchNew();
	other.update.tell('the import');
	mine.update.accept();
	await settle();
	expect([mine.update.stage, mine.update.underWay, mine.heard]).toEqual(['asked', null, []]);
	other.update.tell(null);
	await settle();
	expect(mine.heard).toEqual(['take-over']);
});

test('put off while it waits, it does not take over when what was under way is done', async () => {
	const browser = setUp();
	const { update, heard } = browser;
	await browser.watchNew();
	update.tell('the import');
	update.accept();
	update.putOff();
	update.tell(null);
	await settle();
	expect([update.stage, heard]).toEqual(['later', []]);
});

test('a tab in which something is under way when another let the new version in reloads after it', async () => {
	const { update, heard, watch, hear } = setUp({ isWaiting: false });
	await watch();
	update.tell('an answer of the desk');
	hear('in-use /other/');
	expect(update.stage).toBe('none');
	hear('in-use /x/');
	expect([update.stage, heard]).toEqual(['asked', []]);
	update.tell(null);
	expect(heard).toEqual(['reload']);
});

test('a version that is installed later is asked then, and is looked for once an hour at most', async () => {
	const { update, heard, registration, watch, wait } = setUp({ isWaiting: false });
	await watch();
	update.look();
	wait(3_600_000);
	update.look();
	expect(heard).toEqual(['looked']);
	registration.installing = Object.assign(new EventTarget(), { state: 'installing' });
	registration.dispatchEvent(new Event('updatefound'));
	registration.waiting = { postMessage: (message: string) => heard.push(message) };
	expect(heard).toEqual(['looked']);
	registration.installing.state = 'installed';
	registration.installing.dispatchEvent(new Event('statechange'));
	expect(heard).toEqual(['looked', 'is-new']);
});

test('what a reload would cut off is named: a task, an answer, an order that is not accepted', () => {
	const view = (task: DeskView['task'], status: string) =>
		({ task, orders: [{ status }] }) as unknown as DeskView;
	expect(underWayText(false, null)).toBeNull();
	expect(underWayText(false, view(null, 'accepted'))).toBeNull();
	expect(underWayText(false, view(null, 'submitted'))).toBe('an order that is not accepted yet');
	expect(underWayText(true, view(null, 'accepted'))).toBe('an answer of the desk');
	expect(underWayText(true, view({ what: 'import', done: 1, total: 2 }, 'accepted'))).toBe('the import');
});

test('a version that was told to take over and does not answer is offered again', async () => {
	const browser = setUp();
	const { update, heard } = browser;
	await browser.watchNew();
	update.accept();
	await settle();
	expect([update.stage, browser.waitOut(), update.stage]).toEqual(['loading', [10_000], 'ready']);
	update.accept();
	await settle();
	browser.hear('in-use /x/');
	browser.waitOut();
	expect([update.stage, heard]).toEqual(['loading', ['take-over', 'take-over', 'reload']]);
});
