// What the pure folders may not name. The compile with the bare ES library catches most of it; these rules also catch
// what that library itself offers: the clock, chance, and the time zone of the host.
const clockAndChance = [
	['NewExpression[callee.name="Date"][arguments.length=0]', 'Time comes in with the input.'],
	[
		'NewExpression[callee.name="Date"][arguments.length>1]',
		'This reads the time zone of the host: use Date.UTC.'
	],
	['CallExpression[callee.name="Date"]', 'Time comes in with the input.'],
	[
		'MemberExpression[property.name=/^(get|set)(Hours|Minutes|Day|Date|Month|FullYear)$/]',
		'This reads the time zone of the host: use the UTC form or the market calendar.'
	],
	['MemberExpression[property.name=/^toLocale.*String$|^getTimezoneOffset$/]', 'This depends on the host.']
].map(([selector, message]) => ({ selector, message }));

const ioNames = [
	'fetch',
	'setTimeout',
	'setInterval',
	'clearTimeout',
	'clearInterval',
	'setImmediate',
	'queueMicrotask',
	'requestAnimationFrame',
	'requestIdleCallback',
	'performance',
	'crypto',
	'console',
	'window',
	'self',
	'document',
	'navigator',
	'location',
	'localStorage',
	'sessionStorage',
	'indexedDB',
	'caches',
	'WebSocket',
	'XMLHttpRequest',
	'EventSource',
	'BroadcastChannel',
	'MessageChannel',
	'Worker',
	'postMessage',
	'process',
	'Buffer',
	'globalThis'
];

export const bansChance = {
	'no-restricted-properties': [
		'error',
		{ object: 'Date', property: 'now', message: 'Time comes in with the input.' },
		{ object: 'performance', property: 'now', message: 'Time comes in with the input.' },
		{ object: 'Math', property: 'random', message: 'Chance is a function of the seed.' },
		{ object: 'crypto', property: 'randomUUID', message: 'Ids are made in the shell.' },
		{ object: 'crypto', property: 'getRandomValues', message: 'Chance is a function of the seed.' }
	],
	'no-restricted-syntax': ['error', ...clockAndChance]
};

export const bansIo = {
	'no-restricted-globals': [
		'error',
		...ioNames.map((name) => ({ name, message: 'A pure folder does no IO and knows no host.' }))
	]
};
