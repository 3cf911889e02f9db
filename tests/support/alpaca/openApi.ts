import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

type Json = Record<string, unknown>;

interface Operation {
	readonly parameters?: readonly Json[];
	readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> };
	readonly responses: Readonly<
		Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Json }>> }>
	>;
}

interface Document {
	readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	readonly components: Json;
}

/** An official document of Alpaca, and what it says of a call. */
export interface OpenApi {
	/** What is wrong with a request: an unknown path or method, query fields that it does not have, a body that does not fit. */
	faultsOfRequest(method: string, path: string, query: URLSearchParams, body: unknown): readonly string[];
	/** What is wrong with an answer. */
	faultsOfAnswer(method: string, path: string, status: number, body: unknown): readonly string[];
}

/** Reads one of the documents; `nullable` lists fields that are null in truth and not in the document. */
export function readOpenApi(file: string, nullable: readonly string[] = []): OpenApi {
	const document = parse(readFileSync(file, 'utf8')) as Document;
	const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
	ajv.addSchema({ $id: 'spec', components: withNulls(document.components, nullable) as Json });
	const validators = new Map<string, ValidateFunction>();

	function faultsOf(key: string, schema: Json, value: unknown): readonly string[] {
		let validate = validators.get(key);
		if (validate === undefined) {
			validate = ajv.compile(withNulls(schema, nullable) as Json);
			validators.set(key, validate);
		}
		if (validate(value)) return [];
		return (validate.errors ?? []).map(
			({ instancePath, message }) => `${key} ${instancePath}: ${message ?? ''}`
		);
	}

	function operationOf(method: string, path: string): readonly [string, Operation] | null {
		for (const [template, methods] of Object.entries(document.paths)) {
			const pattern = new RegExp(`^${template.replace(/[.:]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);
			const operation = methods[method.toLowerCase()];
			if (pattern.test(path) && operation !== undefined) return [template, operation as Operation];
		}
		return null;
	}

	return {
		faultsOfRequest(method, path, query, body) {
			const found = operationOf(method, path);
			if (found === null) return [`no ${method} ${path}`];
			const [template, { parameters = [], requestBody }] = found;
			const ofPath = (document.paths[template]?.['parameters'] ?? []) as readonly Json[];
			const names = new Set([...parameters, ...ofPath].map((one) => nameOf(one, document)));
			const unknown = [...query.keys()]
				.filter((name) => !names.has(name))
				.map((name) => `no query field ${name}`);
			const schema = requestBody?.content['application/json']?.schema;
			if (body === undefined || schema === undefined) return unknown;
			return [...unknown, ...faultsOf(`${method} ${template} body`, schema, body)];
		},
		faultsOfAnswer(method, path, status, body) {
			const found = operationOf(method, path);
			if (found === null) return [`no ${method} ${path}`];
			const [template, { responses }] = found;
			const schema = responses[String(status)]?.content?.['application/json']?.schema;
			return schema === undefined ? [] : faultsOf(`${method} ${template} ${String(status)}`, schema, body);
		}
	};
}

function nameOf(parameter: Json, { components }: Document): unknown {
	const ref = parameter['$ref'];
	if (typeof ref !== 'string') return parameter['name'];
	const named = (components['parameters'] as Record<string, Json> | undefined)?.[ref.split('/').at(-1) ?? ''];
	return named?.['name'];
}

/** JSON Schema of a schema of OpenAPI 3.0: what may be null says so, and references lead into the one document. */
function withNulls(node: unknown, nullable: readonly string[]): unknown {
	if (Array.isArray(node)) return node.map((one) => withNulls(one, nullable));
	if (typeof node !== 'object' || node === null) return node;
	const made: Json = {};
	for (const [key, value] of Object.entries(node)) {
		if (key === 'example' || key === 'examples' || key === 'default') continue;
		if (key === '$ref' && typeof value === 'string') made['$ref'] = value.replace(/^#/, 'spec#');
		else made[key] = withNulls(value, nullable);
	}
	const properties = made['properties'];
	if (typeof properties === 'object' && properties !== null) {
		for (const [name, schema] of Object.entries(properties as Record<string, Json>)) {
			if (nullable.includes(name)) (properties as Json)[name] = { anyOf: [schema, { type: 'null' }] };
		}
	}
	const isNullable = (node as Json)['nullable'] === true;
	return isNullable ? { anyOf: [made, { type: 'null' }] } : made;
}
