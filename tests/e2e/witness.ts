import type { BrowserContext, Page, Request } from '@playwright/test';
import { keptOnDevice } from './keptOnDevice.ts';

/** Whoever hears and sees all that a visit says, and where it says it. */
export interface Witness {
	/** What was said, by its place. */
	readonly said: ReadonlyMap<string, readonly string[]>;
	/** Hosts that a header of the keys was sent to. */
	readonly keyedHosts: ReadonlySet<string>;
	note(place: string, text: string): void;
	/** Notes what is on the page now, and what is kept on the device. */
	look(name: string): Promise<void>;
}

/** Listens from now on to console, requests, errors, addresses and downloads of a page and its workers. */
export function watch(page: Page): Witness {
	const said = new Map<string, string[]>();
	const keyedHosts = new Set<string>();
	const note = (place: string, text: string): void => {
		const before = said.get(place);
		if (before === undefined) said.set(place, [text]);
		else before.push(text);
	};
	const listening = page.context();
	hearTalk(page, listening, note);
	const hearRequest = (request: Request): void => {
		note('requests', `${request.method()} ${request.url()}`);
		note('bodies', request.postData() ?? '');
		note('referrers', request.headers()['referer'] ?? '');
		if ('apca-api-secret-key' in request.headers()) keyedHosts.add(new URL(request.url()).host);
	};
	listening.on('request', hearRequest);
	page.on('websocket', (socket) => note('sockets', socket.url()));
	page.on('framenavigated', (frame) => note('addresses', frame.url()));
	page.on('download', (download) => note('downloads', download.suggestedFilename()));
	return {
		...{ said, keyedHosts, note },
		async look(name) {
			note(`text of ${name}`, await page.locator('body').innerText());
			note(`markup of ${name}`, await page.content());
			note('addresses', page.url());
			note(
				'addresses',
				await page.evaluate(() => JSON.stringify(navigation.entries().map(({ url }) => url)))
			);
			for (const [place, text] of await keptOnDevice(page)) note(`kept in ${place}`, text);
		}
	};
}

function hearTalk(page: Page, context: BrowserContext, note: Witness['note']): void {
	page.on('console', (message) => {
		note('console', `${message.text()} ${message.location().url}`);
	});
	context.on('weberror', (thrown) => {
		const error = thrown.error();
		note('errors', `${error.name} ${error.message}\n${error.stack ?? ''}`);
	});
}
