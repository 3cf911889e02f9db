import {
	formatDecimal,
	formatMoney,
	readMoney,
	readPrice,
	readQuantity,
	readRatio,
	type Money,
	type Price,
	type Quantity,
	type Ratio
} from '../domain/decimal.ts';
import { isList, isObject, type Json, type JsonObject } from './json.ts';

/**
 * How a value is written as JSON and read back; reading throws `UnreadableEntry`. The members are functions, not methods,
 * so that the compiler holds a codec to exactly its value: one word too few or too many is a type error.
 */
export interface Codec<Value> {
	readonly write: (value: Value) => Json;
	readonly read: (json: Json, path: string) => Value;
}

/** Thrown when JSON is not what it should be: the path of the value in its entry, and what was expected there. */
export class UnreadableEntry extends Error {
	override readonly name = 'UnreadableEntry';
	readonly path: string;
	readonly expected: string;

	constructor(path: string, expected: string) {
		super(`${path}: expected ${expected}`);
		this.path = path;
		this.expected = expected;
	}
}

/** Any text. */
export const text: Codec<string> = {
	write: (value) => value,
	read: (json, path) => {
		if (typeof json !== 'string') throw new UnreadableEntry(path, 'a text');
		return json;
	}
};

/** A finite number. */
export const number: Codec<number> = {
	write: (value) => value,
	read: (json, path) => {
		if (typeof json !== 'number' || !Number.isFinite(json))
			throw new UnreadableEntry(path, 'a finite number');
		return json;
	}
};

/** True or false. */
export const flag: Codec<boolean> = {
	write: (value) => value,
	read: (json, path) => {
		if (typeof json !== 'boolean') throw new UnreadableEntry(path, 'true or false');
		return json;
	}
};

/** A text that is an id of one kind. */
export function id<Id extends string>(): Codec<Id> {
	return { write: text.write, read: (json, path) => text.read(json, path) as Id };
}

/** One of the given words; taken as a list, so that the compiler does not make up those that are left out. */
export function word<const Words extends readonly string[]>(...words: Words): Codec<Words[number]> {
	return {
		write: (value) => value,
		read: (json, path) => {
			const found = words.find((one) => one === json);
			if (found === undefined) throw new UnreadableEntry(path, `one of ${words.join(', ')}`);
			return found;
		}
	};
}

function decimal<Value>(
	kind: string,
	write: (value: Value) => string,
	readText: (written: string) => Value | null
): Codec<Value> {
	return {
		write,
		read: (json, path) => {
			const value = typeof json === 'string' ? readText(json) : null;
			if (value === null) throw new UnreadableEntry(path, `the canonical text of a ${kind}`);
			return value;
		}
	};
}

/** A price as its canonical text. */
export const price = decimal<Price>('price', formatDecimal, readPrice);
/** A quantity as its canonical text. */
export const quantity = decimal<Quantity>('quantity', formatDecimal, readQuantity);
/** A ratio as its canonical text. */
export const ratio = decimal<Ratio>('ratio', formatDecimal, readRatio);
/** An amount of money as its canonical text. */
export const money = decimal<Money>('money', formatMoney, readMoney);

/** What may be null. */
export function nullable<Value>(codec: Codec<Value>): Codec<Value | null> {
	return {
		write: (value) => (value === null ? null : codec.write(value)),
		read: (json, path) => (json === null ? null : codec.read(json, path))
	};
}

/** A list of values of one kind. */
export function list<Value>(codec: Codec<Value>): Codec<readonly Value[]> {
	return {
		write: (values) => values.map(codec.write),
		read: (json, path) => {
			if (!isList(json)) throw new UnreadableEntry(path, 'a list');
			return json.map((one, index) => codec.read(one, `${path}[${String(index)}]`));
		}
	};
}

/** A codec for each field of a shape. */
export type Fields<Shape> = { readonly [Name in keyof Shape]-?: Codec<Shape[Name]> };

/** An object with these fields: a missing one is refused, an unknown one passes. */
export function object<Shape extends object>(fields: Fields<Shape>): Codec<Shape> {
	const names = Object.keys(fields) as (keyof Shape & string)[];
	return {
		write: (value) => Object.fromEntries(names.map((name) => [name, fields[name].write(value[name])])),
		read: (json, path) => {
			if (!isObject(json)) throw new UnreadableEntry(path, 'an object');
			const read = names.map((name) => {
				const member = pathOf(path, name);
				return [name, fields[name].read(memberOf(json, name, member), member)] as const;
			});
			return Object.fromEntries(read) as Shape;
		}
	};
}

/** An object that may have further fields: what is absent stays so. */
export function withAbsent<Value extends object, Extra extends object>(
	codec: Codec<Value>,
	fields: Fields<Extra>
): Codec<Value & Partial<Extra>> {
	const names = Object.keys(fields) as (keyof Extra & string)[];
	return {
		write: (value) => {
			const given = names.flatMap((name) => {
				const one: Extra[typeof name] | undefined = value[name];
				return one === undefined ? [] : [[name, fields[name].write(one)] as const];
			});
			return { ...(codec.write(value) as JsonObject), ...Object.fromEntries(given) };
		},
		read: (json, path) => {
			const base = codec.read(json, path);
			const given = names.flatMap((name) => {
				const one = isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;
				return one === undefined ? [] : [[name, fields[name].read(one, pathOf(path, name))] as const];
			});
			return { ...base, ...(Object.fromEntries(given) as Partial<Extra>) };
		}
	};
}

/** The outermost object has no name of its own. */
function pathOf(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}

function memberOf(json: JsonObject, name: string, path: string): Json {
	const value = Object.hasOwn(json, name) ? json[name] : undefined;
	if (value === undefined) throw new UnreadableEntry(path, 'a value, it is missing');
	return value;
}

/** The variants of a union whose tag can be this word. */
type Variant<Value, Tag extends keyof Value, Word> = Value extends unknown
	? Word extends Value[Tag]
		? Value
		: never
	: never;

/** For each word of the tag, the fields of its variant without the tag. */
export type Cases<Value, Tag extends keyof Value> = {
	readonly [Word in Value[Tag] & string]: Fields<Omit<Variant<Value, Tag, Word>, Tag>>;
};

/** A union told apart by the word in its tag; a word that has no case is refused. */
export function union<Value extends object, Tag extends keyof Value & string>(
	tag: Tag,
	cases: Cases<Value, Tag>
): Codec<Value> {
	const codecs = new Map<unknown, Codec<object>>(
		Object.entries<Fields<object>>(cases).map(([name, fields]) => [name, object(fields)])
	);
	const codecOf = (name: unknown, path: string): Codec<object> => {
		const codec = codecs.get(name);
		if (codec === undefined) throw new UnreadableEntry(path, `one of ${[...codecs.keys()].join(', ')}`);
		return codec;
	};
	return {
		write: (value) => {
			const name = value[tag] as string;
			return { ...(codecOf(name, tag).write(value) as JsonObject), [tag]: name };
		},
		read: (json, path) => {
			if (!isObject(json)) throw new UnreadableEntry(path, 'an object');
			const tagPath = pathOf(path, tag);
			const name = memberOf(json, tag, tagPath);
			return { [tag]: name, ...codecOf(name, tagPath).read(json, path) } as Value;
		}
	};
}
