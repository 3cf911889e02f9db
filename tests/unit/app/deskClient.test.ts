import { describe, expect, test, vi } from 'vitest';
import { DeskClient } from '../../../src/lib/app/deskClient.svelte.ts';
import type { DeskApi, DeskState, DeskTrouble } from '../../../src/lib/contract/deskApi.ts';
import type { DeskView } from '../../../src/lib/contract/deskView.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';

const running: DeskState = { type: 'running', role: 'leader', view: { seq: 7 } as DeskView, trouble: null };
const full: DeskTrouble = {
	kind: 'full',
	title: 'The device is full',
	message: 'Nothing could be written.',
	remedy: 'Make room.',
	canExport: true,
	canRetry: true
};

/** A worker that tells what it is told to tell, and keeps what it was asked. */
function createFakeDesk(answer: () => unknown = () => ok({ text: 'Done.' })) {
	const asked: { readonly name: string; readonly ask: Readonly<Record<string, unknown>> }[] = [];
	let tell: (state: DeskState) => void = () => undefined;
	let breakDown: (error: Error) => void = () => undefined;
	const connect = vi.fn((_: string, onState: typeof tell) => {
		tell = onState;
		return new Promise<void>((_resolve, reject) => (breakDown = reject));
	});
	const retry = vi.fn(() => Promise.resolve());
	const api: DeskApi = {
		connect,
		ask: async (name, ask) => {
			asked.push({ name, ask });
			return (await answer()) as never;
		},
		retry
	};
	const client = new DeskClient(() => api, 'build-1');
	return {
		connect,
		retry,
		client,
		asked,
		tell: (state: DeskState) => tell(state),
		breakDown: async (message: string) => {
			breakDown(new Error(message));
			await new Promise((resolve) => setTimeout(resolve, 0));
		}
	};
}

describe('what is shown', () => {
	test('starts with the worker, once, and follows what it tells', () => {
		const desk = createFakeDesk();
		expect(desk.client.state.type).toBe('starting');
		expect(desk.connect).not.toHaveBeenCalled();
		desk.client.start();
		desk.client.start();
		expect(desk.connect).toHaveBeenCalledExactlyOnceWith('build-1', expect.any(Function), false);
		desk.tell(running);
		expect(desk.client.state).toBe(running);
		expect(desk.client.view?.seq).toBe(7);
	});

	test('prices are drawn ten times a second at most, the newest of them, and a trouble at once', async () => {
		vi.useFakeTimers();
		const desk = createFakeDesk();
		const at = (seq: number): DeskState => ({ ...running, view: { seq } as DeskView });
		desk.client.start();
		desk.tell(at(1));
		desk.tell(at(2));
		desk.tell(at(3));
		expect(desk.client.view?.seq).toBe(1);
		expect((await desk.client.running()).seq).toBe(3);
		vi.advanceTimersByTime(99);
		expect(desk.client.view?.seq).toBe(1);
		vi.advanceTimersByTime(1);
		expect(desk.client.view?.seq).toBe(3);
		desk.tell(at(4));
		desk.tell({ type: 'trouble', trouble: full });
		vi.advanceTimersByTime(1000);
		expect(desk.client.state).toEqual({ type: 'trouble', trouble: full });
		desk.tell(at(5));
		expect(desk.client.view?.seq).toBe(5);
		vi.useRealTimers();
	});

	test('a worker that breaks down is a trouble that stays', async () => {
		const desk = createFakeDesk();
		desk.client.start();
		desk.tell(running);
		await desk.breakDown('out of memory');
		expect(desk.client.state).toMatchObject({
			type: 'trouble',
			trouble: { kind: 'fault', message: 'out of memory', canRetry: false }
		});
		desk.tell(running);
		expect(desk.client.state.type).toBe('trouble');
	});

	test('a worker that cannot be started is a trouble, and asking it a fault', async () => {
		const client = new DeskClient(() => {
			throw new Error('worker address refused');
		}, 'build-1');
		expect(await client.ask('verify', {})).toEqual(failed({ message: 'The desk could not be started.' }));
		expect(client.state).toMatchObject({ trouble: { kind: 'fault', message: 'worker address refused' } });
	});

	test('whoever waits for the desk gets it when it runs, or the sentence of the trouble', async () => {
		const desk = createFakeDesk();
		const waiting = desk.client.running();
		desk.tell({ type: 'starting', step: 'Reading the journal' });
		desk.tell(running);
		expect((await waiting).seq).toBe(7);
		desk.tell({ type: 'trouble', trouble: full });
		await expect(desk.client.running()).rejects.toThrow('The device is full. Nothing could be written.');
	});

	test('a retry is the worker’s to make', async () => {
		const desk = createFakeDesk();
		desk.client.start();
		await desk.client.retry();
		expect(desk.retry).toHaveBeenCalledOnce();
	});
});

describe('requests', () => {
	const buy = { ticket: { symbol: 'ALFA', action: 'BUY', sizePct: '0.05' } } as const;
	const idsOf = ({ asked }: ReturnType<typeof createFakeDesk>) => asked.map(({ ask }) => ask['request']);

	test.each([
		['decide', buy],
		['close', { symbol: 'ALFA' }],
		['cancel', { orderId: 'd.1' }],
		['protect', { symbol: 'ALFA', stopLoss: '1' }],
		['takeFiles', { files: [] }]
	] as const)('%s carries an id of its own', async (name, given) => {
		const desk = createFakeDesk();
		await desk.client.ask(name, given);
		await desk.client.ask(name, given);
		const [first, second] = idsOf(desk);
		expect(first).toMatch(/^[0-9a-f-]{36}$/);
		expect(second).toMatch(/^[0-9a-f-]{36}$/);
		expect(second).not.toBe(first);
		expect(desk.asked[0]).toEqual({ name, ask: { ...given, request: first } });
	});

	test('what changes nothing twice carries none', async () => {
		const desk = createFakeDesk();
		await desk.client.ask('preview', buy);
		expect(desk.asked).toEqual([{ name: 'preview', ask: buy }]);
	});

	test('an action whose answer never came keeps its id when it is asked again, and only then', async () => {
		const answers = [() => Promise.reject(new Error('The channel closed.')), () => ok({ text: 'Done.' })];
		const desk = createFakeDesk(() => answers.shift()?.() ?? ok({ text: 'Done.' }));
		expect(await desk.client.ask('close', { symbol: 'ALFA' })).toEqual(
			failed({ message: 'The channel closed.' })
		);
		await desk.client.ask('close', { symbol: 'BRVO' });
		await desk.client.ask('close', { symbol: 'ALFA' });
		await desk.client.ask('close', { symbol: 'ALFA' });
		const [lost, other, again, later] = idsOf(desk);
		expect(again).toBe(lost);
		expect(other).not.toBe(lost);
		expect(later).not.toBe(lost);
	});

	test('files of another size are another action', async () => {
		const desk = createFakeDesk(() => Promise.reject(new Error('gone')));
		const files = (text: string) => ({ files: [{ name: 'd.json', content: new Blob([text]) }] });
		await desk.client.ask('takeFiles', files('[]'));
		await desk.client.ask('takeFiles', files('[1]'));
		await desk.client.ask('takeFiles', files('[]'));
		const [first, other, again] = idsOf(desk);
		expect(other).not.toBe(first);
		expect(again).toBe(first);
	});
});

describe('what came of an act', () => {
	test('a success is a sentence and puts a refusal away', async () => {
		const answers = [failed({ message: 'No.', messages: ['Because.'] }), ok({ text: 'Closed.' })];
		const desk = createFakeDesk(() => answers.shift());
		await desk.client.act('close', { symbol: 'ALFA' }, ({ text }) => text);
		expect(desk.client.refusal).toEqual({ message: 'No.', messages: ['Because.'] });
		expect(desk.client.said).toBe('');
		await desk.client.act('close', { symbol: 'ALFA' }, ({ text }) => text);
		expect(desk.client.refusal).toBeNull();
		expect(desk.client.said).toBe('Closed.');
	});

	test('the way back is offered with what it takes back, and with nothing else', async () => {
		const undone: string[] = [];
		const answers = [ok({ text: 'Closed.' }), failed({ message: 'No.' }), ok({ text: 'Closed again.' })];
		const { client } = createFakeDesk(() => answers.shift());
		const act = () =>
			client.act(
				'close',
				{ symbol: 'ALFA' },
				({ text }) => text,
				() => undone.push('ALFA')
			);
		await act();
		client.undo?.();
		expect(undone).toEqual(['ALFA']);
		await act();
		expect(client.undo).toBeNull();
		await act();
		client.say('Something else.');
		expect(client.undo).toBeNull();
	});

	test('a refusal can be dismissed', () => {
		const { client } = createFakeDesk();
		client.refuse('No.');
		expect(client.refusal).toEqual({ message: 'No.', messages: [] });
		client.dismissRefusal();
		expect(client.refusal).toBeNull();
	});
});
