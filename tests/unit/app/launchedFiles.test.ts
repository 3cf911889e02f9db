import { expect, test } from 'vitest';
import { consumeLaunches, type Launch } from '../../../src/lib/app/launchedFiles.ts';

/** A queue, a desk that takes files when it is let, and what came of each launch. */
function setUp() {
	let launch: (launch: Launch) => void = () => undefined;
	const heard: string[] = [];
	const waiting: (() => void)[] = [];
	const ways = {
		take: async (files: readonly { readonly name: string; readonly content: Blob }[]) => {
			heard.push(`asked ${files.map(({ name }) => name).join(' ')}`);
			await new Promise<void>((resolve) => waiting.push(resolve));
			heard.push(`took ${await (files[0]?.content ?? new Blob()).text()}`);
		},
		show: (address: string) => void heard.push(`showed ${address}`),
		refuse: (message: string) => void heard.push(`refused ${message}`)
	};
	consumeLaunches({ setConsumer: (take) => (launch = take) }, ways);
	const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
	return {
		heard,
		launch: (given: Launch) => launch(given),
		letTake: () => waiting.shift()?.(),
		settle
	};
}

const file = (name: string, text: string) => ({ name, getFile: () => Promise.resolve(new Blob([text])) });

test('files of several launches are taken one after another, each when the desk has taken those before', async () => {
	const { heard, launch, letTake, settle } = setUp();
	launch({ files: [file('a.json', 'A'), file('b.csv', 'B')], targetURL: 'https://desk.example/' });
	launch({ files: [file('c.csv', 'C')] });
	await settle();
	expect(heard).toEqual(['asked a.json b.csv']);
	letTake();
	await settle();
	expect(heard).toEqual(['asked a.json b.csv', 'took A', 'asked c.csv']);
	letTake();
	await settle();
	expect(heard.at(-1)).toBe('took C');
});

test('a file that cannot be read is refused with its reason, and the next launch is taken', async () => {
	const { heard, launch, letTake, settle } = setUp();
	launch({ files: [{ name: 'gone.csv', getFile: () => Promise.reject(new Error('The file is gone.')) }] });
	launch({ files: [file('c.csv', 'C')] });
	await settle();
	letTake();
	await settle();
	expect(heard).toEqual(['refused The file is gone.', 'asked c.csv', 'took C']);
});

test('a launch without files shows its address', () => {
	const { heard, launch } = setUp();
	launch({ targetURL: 'https://desk.example/orders/' });
	launch({ files: [] });
	expect(heard).toEqual(['showed https://desk.example/orders/']);
});
