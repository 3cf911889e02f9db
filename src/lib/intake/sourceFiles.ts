import type { InputFault, InputProblem } from '../domain/inputFault.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { recogniseFile, type FileKind } from './fileKind.ts';
import type { GivenText } from './givenText.ts';
import { jsonLimit } from './json.ts';

/** A file that has not been read: its name, its size, and its text in chunks. */
export interface SourceFile {
	readonly name: string;
	readonly bytes: number;
	read(): AsyncIterable<string>;
}

/** Files by what they are; at most one each of settings, decisions and list of bars. */
export interface SortedFiles {
	readonly config: GivenText | null;
	readonly decisions: GivenText | null;
	readonly manifest: GivenText | null;
	readonly bars: readonly SourceFile[];
}

/** Sorts files by kind and reads the small ones; fails when one is of no known kind, too large, or the second of its kind. */
export async function sortFiles(files: readonly SourceFile[]): Promise<Result<SortedFiles, InputFault[]>> {
	const faults: InputFault[] = [];
	const bars: SourceFile[] = [];
	const textByKind = new Map<Exclude<FileKind, 'bars' | 'unknown'>, GivenText>();
	for (const file of files) {
		if (file.name.toLowerCase().endsWith('.csv')) {
			bars.push(file);
			continue;
		}
		const sorted = await sortJson(file);
		if (!sorted.ok) {
			faults.push(faultOf(file.name, sorted.error));
			continue;
		}
		const { kind, text } = sorted.value;
		const first = textByKind.get(kind);
		if (first === undefined) textByKind.set(kind, { name: file.name, text });
		else
			faults.push(
				faultOf(file.name, { type: 'duplicate', value: `${kind} (also ${first.name})`, firstLine: null })
			);
	}
	if (faults.length > 0) return failed(faults);
	return ok({
		config: textByKind.get('config') ?? null,
		decisions: textByKind.get('decisions') ?? null,
		manifest: textByKind.get('manifest') ?? null,
		bars
	});
}

async function sortJson(
	file: SourceFile
): Promise<
	Result<{ readonly kind: 'config' | 'decisions' | 'manifest'; readonly text: string }, InputProblem>
> {
	if (file.bytes > jsonLimit) return failed({ type: 'too_large', bytes: file.bytes, limit: jsonLimit });
	let text = '';
	for await (const chunk of file.read()) text += chunk;
	const kind = recogniseFile(file.name, text);
	if (kind === 'unknown' || kind === 'bars') {
		return failed({
			type: 'unknown_file',
			expected: 'bars as CSV, or decisions, settings or a list of bars as JSON'
		});
	}
	return ok({ kind, text });
}

function faultOf(file: string, problem: InputProblem): InputFault {
	return { file, line: null, field: null, problem };
}
