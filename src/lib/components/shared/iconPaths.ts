/** One set of icons, drawn on 16 × 16 with a stroke of 1.5. */
export const iconPaths = {
	play: 'M5 3.2v9.6L12.6 8z',
	pause: 'M5.5 3.5v9M10.5 3.5v9',
	step: 'M4 3.5L9.5 8 4 12.5M12.5 3.5v9',
	plus: 'M8 3v10M3 8h10',
	close: 'M4 4l8 8M12 4l-8 8',
	file: 'M4 1.8h5l3 3v9.4H4zM9 1.8v3h3',
	download: 'M8 2v8M4.8 7l3.2 3.2L11.2 7M2.8 13.5h10.4',
	check: 'M3 8.4l3.4 3.4L13 4.8',
	chevron: 'M6 3.5L10.5 8 6 12.5',
	up: 'M8 13V3.5M4 7.4L8 3.4l4 4',
	down: 'M8 3v9.5M4 8.6l4 4 4-4',
	warn: 'M8 2.2L14.4 13.4H1.6zM8 6.4v3.2M8 11.4v.4',
	sun: 'M8 5.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6zM8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M3.2 12.8l1-1M11.8 4.2l1-1',
	moon: 'M13 9.6A5.6 5.6 0 016.4 3a5.6 5.6 0 106.6 6.6z',
	screen: 'M2 3h12v8H2zM5.5 13.5h5M8 11v2.5',
	keyboard: 'M1.8 4h12.4v8H1.8zM4.4 6.6h.1M7 6.6h.1M9.6 6.6h.1M11.8 6.6h.1M5 9.4h6',
	help: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM6.2 6.3a1.9 1.9 0 113 1.5c-.8.5-1.2.9-1.2 1.7M8 11.4v.2',
	search: 'M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.4 10.4l3.4 3.4',
	back: 'M13 8H3.5M7.4 4l-4 4 4 4',
	desk: 'M2 2.5h12v11H2zM2 9h12M7.5 9v4.5',
	orders: 'M2.5 3.5h11M2.5 8h11M2.5 12.5h7',
	triggers: 'M2 4h4M10 4h4M2 12h7M13 12h1M8 2.2v3.6M11 10.2v3.6',
	risk: 'M2.2 12.2a6 6 0 1111.6 0M8 10.4l3-3.8M7.2 10.4a.8.8 0 101.6 0 .8.8 0 10-1.6 0',
	journal: 'M3.5 1.8h9v12.4h-9zM6 5h4M6 8h4M6 11h2',
	books: 'M2.5 2.5h3v11h-3zM5.5 2.5h3v11h-3zM10 3.2l2.4-.6 2 10.3-2.4.6z',
	replay: 'M3 8a5 5 0 105-5H4M6.4 .8L4 3l2.4 2.2M8 5.5V8l1.8 1.2',
	settings:
		'M2 5h7M12.6 5H14M2 11h1.4M7 11h7M10.8 3.2a1.8 1.8 0 110 3.6 1.8 1.8 0 010-3.6zM5.2 9.2a1.8 1.8 0 110 3.6 1.8 1.8 0 010-3.6z',
	plug: 'M5.5 1.8v3.4M10.5 1.8v3.4M3.5 5.2h9v2.6a4.5 4.5 0 01-9 0zM8 12.3v2',
	scales:
		'M8 2.2v11.3M4.5 13.5h7M2.8 4.2h10.4M2.8 4.2L1 9.2a1.9 1.9 0 003.6 0zM13.2 4.2l-1.8 5a1.9 1.9 0 003.6 0z',
	more: 'M3.2 8h.1M8 8h.1M12.8 8h.1',
	shield: 'M8 1.8l5 1.8v4c0 3.2-2.1 5.5-5 6.6-2.9-1.1-5-3.4-5-6.6v-4z',
	chart: 'M2 2.5v11h12M4.8 9.5l2.6-3 2.4 2 3.6-4.6',
	panels: 'M2 2.5h12v11H2zM2 6h12M9.5 6v7.5'
} as const;

/** The name of an icon. */
export type IconName = keyof typeof iconPaths;
