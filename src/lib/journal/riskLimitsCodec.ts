import {
	breakerPolicies,
	limitKinds,
	limitNames,
	type LimitKind,
	type LimitName,
	type OffLimits,
	type RiskLimits
} from '../domain/riskLimits.ts';
import {
	isListedSymbol,
	isSectorName,
	rowsToTable,
	type SectorRow,
	type SectorTable
} from '../domain/symbolLists.ts';
import {
	UnreadableEntry,
	flag,
	list,
	money,
	nullable,
	number,
	object,
	quantity,
	ratio,
	word,
	type Codec
} from './codec.ts';

const codecByKind = { fraction: ratio, money, quantity, count: number, seconds: number } satisfies Record<
	LimitKind,
	unknown
>;

/** Each limit in the form of its kind, or null. */
const limitCodecs = Object.fromEntries(
	limitNames.map((name) => [name, nullable<unknown>(codecByKind[limitKinds[name]] as Codec<unknown>)])
) as unknown as { readonly [Name in LimitName]: Codec<OffLimits[Name]> };

function matching(expected: string, isOne: (text: string) => boolean): Codec<string> {
	return {
		write: (value) => value,
		read: (json, path) => {
			if (typeof json === 'string' && isOne(json)) return json;
			throw new UnreadableEntry(path, expected);
		}
	};
}

const sectorRows = list(
	object<{ readonly symbol: string; readonly sector: string }>({
		symbol: matching('a symbol', isListedSymbol),
		sector: matching('the name of a sector', isSectorName)
	})
);

/** As rows: members of an object that nobody knows are those of a build to come. */
const sectors: Codec<SectorTable> = {
	write: (table) => sectorRows.write(Object.entries(table).map(([symbol, sector]) => ({ symbol, sector }))),
	read: (json, path) =>
		rowsToTable(sectorRows.read(json, path).map(({ symbol, sector }): SectorRow => [symbol, sector]))
};

/** The limits of a book. */
export const riskLimits = object<RiskLimits>({
	...limitCodecs,
	...{ maxDataAgeSeconds: number, orderWindowSeconds: number, replaceWindowSeconds: number },
	...{ errorWindowSeconds: number, recheckSeconds: number, breakerPolicy: word(...breakerPolicies) },
	...{ oldPricesPass: flag, requiresStop: flag, confirmEntries: flag },
	restricted: list(matching('a symbol', isListedSymbol)),
	sectors
});
