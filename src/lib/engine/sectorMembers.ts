import type { SectorTable } from '../domain/symbolLists.ts';

type Members = ReadonlyMap<string, readonly string[]>;

/** A table never changes, another one takes its place: what was made of it holds as long as it does. */
const membersByTable = new WeakMap<SectorTable, Members>();

/** The symbols of a sector. */
export function membersOf(table: SectorTable, sector: string): readonly string[] {
	let members = membersByTable.get(table);
	if (members === undefined) {
		members = groupBySector(table);
		membersByTable.set(table, members);
	}
	return members.get(sector) ?? [];
}

function groupBySector(table: SectorTable): Members {
	const members = new Map<string, string[]>();
	for (const [symbol, sector] of Object.entries(table)) {
		const known = members.get(sector);
		if (known === undefined) members.set(sector, [symbol]);
		else known.push(symbol);
	}
	return members;
}
