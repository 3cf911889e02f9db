import type { InputFault, InputProblem } from '../domain/inputFault.ts';

const listed = 20;

/** Faults of one file: the first 20 in full, the others counted. */
export interface FaultList {
	add(line: number | null, field: string | null, problem: InputProblem): void;
	isEmpty(): boolean;
	toFaults(): InputFault[];
}

/** A list without a fault. */
export function createFaultList(file: string): FaultList {
	const faults: InputFault[] = [];
	let count = 0;
	return {
		add(line, field, problem) {
			if (count++ < listed) faults.push({ file, line, field, problem });
		},
		isEmpty: () => count === 0,
		toFaults() {
			if (count <= listed) return [...faults];
			return [...faults, { file, line: null, field: null, problem: { type: 'more', count: count - listed } }];
		}
	};
}
