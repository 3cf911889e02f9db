import type { GivenFile } from '../contract/replayApi.ts';

const names = [
	'bars.json',
	'decisions.json',
	'config.json',
	'ALFA_1m.csv',
	'BRVO_1m.csv',
	'CHRL_1m.csv',
	'DLTA_1m.csv'
];

/** Fetches the files of the invented sample; `folder` is its address, absolute or relative to the page. */
export async function fetchSample(folder: string): Promise<readonly GivenFile[]> {
	const base = new URL(folder, location.href);
	return Promise.all(
		names.map(async (name) => {
			const response = await fetch(new URL(name, base));
			if (!response.ok)
				throw new Error(`The sample's ${name} could not be read (${String(response.status)}).`);
			return { name, content: await response.blob() };
		})
	);
}
