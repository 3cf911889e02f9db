import { expect, type Page } from '@playwright/test';
import { actAtRandom } from '../support/alpaca/chaosActs.ts';
import { judgeChaos } from '../support/alpaca/chaosJudge.ts';
import type { MortalBrowser } from '../support/mortalBrowser.ts';
import {
	eventsOf,
	leap,
	liftLimits,
	openOrdersOf,
	serveChaos,
	stageOf,
	type ChaosServer
} from './chaosBrowser.ts';
import { openDesk, panel } from './deskPage.ts';
import { test, type DiskProfile } from './diskProfile.ts';
import { connect, openBook, unlock } from './paperPage.ts';

// `npm run soak -- --browser-chaos 20` gives more, from another one on.
const first = Number(process.env['CHAOS_FIRST'] ?? 1);
const seeds = Number(process.env['CHAOS_SEEDS'] ?? 2);
const passphrase = 'a long passphrase';
const address = '/alpaca';
const missingFor = 125_000;

/** The built app with the account of a stand-in, in browsers that are killed. */
class BrowserChaos {
	readonly #server: ChaosServer;
	readonly #profile: DiskProfile;
	readonly #acts: string[] = [];
	#browser: MortalBrowser;

	constructor(server: ChaosServer, profile: DiskProfile, browser: MortalBrowser) {
		this.#server = server;
		this.#profile = profile;
		this.#browser = browser;
	}

	/** What was done, for who wants to see it again. */
	get acts(): string {
		return this.#acts.join('\n');
	}

	get #page(): Page {
		return this.#browser.page;
	}

	async run(): Promise<void> {
		const { chance, standIn } = this.#server;
		await openDesk(this.#page, `${this.#profile.address}${address}`);
		await connect(this.#page, passphrase);
		await openBook(this.#page);
		await this.#page.evaluate(liftLimits);
		await this.#arm();
		this.#server.isBad = true;
		for (let left = 6 + Math.floor(chance() * 4); left > 0; left--) await this.#step();
		this.#server.isBad = false;
		this.#acts.push('calm');
		await this.#restart(chance() < 0.5);
		// So long an order may be missing at the account before it is given up.
		await leap(this.#server, this.#page, missingFor);
		let looks = 0;
		await expect
			.poll(
				async () => {
					this.#server.quoteAll();
					// Now and then: the calls of a minute are few, and the desk reads its account by itself as well.
					if (looks++ % 8 === 0) await this.#page.evaluate(() => blotter.reconcile().catch(() => null));
					// Right after a leap the desk stands in line anew, and answers nobody meanwhile.
					const events = await eventsOf(this.#page).catch(String);
					if (typeof events === 'string') return [events];
					return judgeChaos(standIn, { fills: [], symbols: [] }, events);
				},
				{ timeout: 180_000, intervals: [500, 1_000] }
			)
			.toEqual([]);
	}

	async #step(): Promise<void> {
		const { chance } = this.#server;
		const open = await openOrdersOf(this.#page);
		const stage = stageOf(this.#server, this.#page, open);
		for (let left = 2 + Math.floor(chance() * 4); left > 0; left--) this.#acts.push(actAtRandom(stage));
		await this.#page.waitForTimeout(Math.floor(chance() ** 2 * 600));
		const fate = chance();
		if (fate < 0.3) {
			await this.#restart(fate < 0.15);
			await this.#arm();
		}
	}

	/** Reloads the page, or kills the browser and starts another. */
	async #restart(kills: boolean): Promise<void> {
		this.#acts.push(kills ? 'kills the browser' : 'reloads');
		if (kills) {
			await this.#browser.kill();
			this.#browser = await this.#profile.start(this.#server.args);
			await openDesk(this.#page, `${this.#profile.address}${address}`);
		} else await this.#page.reload();
		// The keys are let in while nothing goes wrong: each try that is not answered takes as long as the desk is patient.
		const { isBad } = this.#server;
		this.#server.isBad = false;
		await expect(panel(this.#page, 'Unlock your keys')).toBeVisible();
		await unlock(this.#page, passphrase);
		await expect(panel(this.#page, 'Paper account')).toBeVisible();
		this.#server.isBad = isBad;
	}

	/** Arms entries once the book was compared with its account, if that comes about. */
	async #arm(): Promise<void> {
		this.#server.quoteAll();
		const said = await this.#page.evaluate(async () => {
			await blotter.reconcile().catch(() => null);
			return blotter.setRouting('paper', 'paper').then(({ routing }) => routing, String);
		});
		this.#acts.push(`arms it: ${said}`);
	}
}

for (let seed = first; seed < first + seeds; seed++) {
	test(`orders, reloads and kills while everything goes wrong come to what the account has: seed ${String(seed)}`, async ({
		profile
	}) => {
		test.setTimeout(300_000);
		const server = await serveChaos(seed);
		const chaos = new BrowserChaos(server, profile, await profile.start(server.args));
		try {
			await chaos.run();
			expect(server.standIn.orders.length, chaos.acts).toBeGreaterThan(0);
		} catch (error) {
			throw new Error(`seed ${String(seed)}:\n${chaos.acts}`, { cause: error });
		} finally {
			await server.close();
		}
	});
}
