import { describe, expect, it } from 'vitest';
import { createMarketApi } from '../../../../src/lib/adapters/alpaca/marketApi.ts';
import { createNewsStream } from '../../../../src/lib/adapters/alpaca/newsStream.ts';
import { RecentNews } from '../../../../src/lib/adapters/alpaca/recentNews.ts';
import { alpacaBases, streamUrl } from '../../../../src/lib/adapters/alpaca/transport.ts';
import type { Mishap } from '../../../support/alpaca/inProcess.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { openStandIn } from '../../../support/alpaca/openStandIn.ts';
import { standInSocket } from '../../../support/alpaca/standInSocket.ts';

const minute = 60_000;

function opened() {
	const trouble: { of: () => Mishap | null } = { of: () => null };
	const asked: string[] = [];
	const { clock, standIn, transport } = openStandIn({}, ({ query }) => {
		asked.push(query.get('symbols') ?? '');
		return trouble.of();
	});
	const states: string[] = [];
	const open = standInSocket(standIn, { clock });
	const setup = {
		...{ clock, chance: () => 0, keys: testKeys, onLive: () => undefined },
		open: () => open(streamUrl(alpacaBases, 'news')),
		onState: (state: string) => void states.push(state)
	};
	const news = new RecentNews({
		...{ api: createMarketApi(transport, () => clock.now()), clock },
		openStream: (onArticle) => createNewsStream(setup, onArticle)
	});
	const write = (id: number, headline: string, ...symbols: string[]) =>
		standIn.tape.article({ id, headline, symbols });
	const headlines = (symbol: string) => news.look(symbol).articles.map(({ headline }) => headline);
	return { clock, standIn, news, write, headlines, trouble, asked, states };
}

describe('the news of what is looked at', () => {
	it('are read behind whoever looks, the newest first, as plain text', async () => {
		const { clock, news, write, headlines } = opened();
		write(1, 'Apple&#39;s first', 'AAPL');
		await clock.advance(minute);
		write(2, 'Both', 'KO', 'AAPL');
		write(3, 'Not asked for', 'KO');
		expect(news.look('AAPL')).toEqual({ articles: [], readAt: null, isReading: true, fault: null });
		const at = clock.now();
		await clock.advance(1000);
		expect(headlines('AAPL')).toEqual(['Both', "Apple's first"]);
		expect(news.look('AAPL').readAt).toBe(at);
		expect(news.look('AAPL').articles[0]).toMatchObject({
			...{ id: 2, at, source: 'benzinga', url: 'https://news.invalid/2', symbols: ['KO', 'AAPL'] }
		});
	});

	it('are heard as they come, each once, by what was told of it last', async () => {
		const { clock, write, headlines, asked, states } = opened();
		write(1, 'First', 'AAPL');
		headlines('AAPL');
		await clock.advance(1000);
		expect(states.at(-1)).toBe('live');
		write(1, 'First, corrected', 'AAPL');
		write(2, 'Second', 'AAPL');
		write(3, 'Of another', 'KO');
		await clock.advance(1000);
		expect(headlines('AAPL').toSorted()).toEqual(['First, corrected', 'Second']);
		expect(asked).toEqual(['AAPL']);
		headlines('KO');
		await clock.advance(1000);
		write(4, 'Another', 'KO');
		await clock.advance(1000);
		expect(headlines('KO')).toContain('Another');
	});

	it('of a coin are found by the name that news have for it', async () => {
		const { clock, write, headlines } = opened();
		write(1, 'A coin', 'BTCUSD');
		headlines('BTC/USD');
		await clock.advance(1000);
		expect(headlines('BTC/USD')).toEqual(['A coin']);
	});

	it('stay when they cannot be read again, with the reason', async () => {
		const { clock, news, write, headlines, trouble, asked } = opened();
		write(1, 'First', 'AAPL');
		headlines('AAPL');
		await clock.advance(1000);
		trouble.of = () => 'lost_request';
		await clock.advance(2 * minute);
		headlines('AAPL');
		await clock.advance(20_000);
		expect(news.look('AAPL')).toMatchObject({ articles: [{ headline: 'First' }], fault: { type: 'silent' } });
		trouble.of = () => null;
		await clock.advance(minute);
		headlines('AAPL');
		await clock.advance(1000);
		expect([news.look('AAPL').fault, asked.length]).toEqual([null, 3]);
	});

	it('are heard as long as somebody looks, and again when somebody does', async () => {
		const { clock, headlines, states } = opened();
		headlines('AAPL');
		await clock.advance(4 * minute);
		headlines('AAPL');
		await clock.advance(4 * minute);
		expect(states.at(-1)).toBe('live');
		await clock.advance(minute + 1000);
		expect(states.at(-1)).toBe('closed');
		headlines('AAPL');
		await clock.advance(1000);
		expect(states.at(-1)).toBe('live');
	});

	it('link to the web alone', async () => {
		const { clock, standIn, news } = opened();
		const written = { headline: 'h', summary: '', source: '', symbols: ['AAPL'] };
		const at = new Date(clock.now()).toISOString();
		const urls = ['javascript:alert(1)', 'https://', 'https://a.example/b', null];
		for (const [id, url] of urls.entries())
			standIn.past.keep({ T: 'n', ...written, id, url, created_at: at, updated_at: at });
		news.look('AAPL');
		await clock.advance(1000);
		const byId = new Map(news.look('AAPL').articles.map(({ id, url }) => [id, url]));
		expect(urls.map((_, id) => byId.get(id))).toEqual([null, null, 'https://a.example/b', null]);
	});
});
