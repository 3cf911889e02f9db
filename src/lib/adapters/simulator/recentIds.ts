import type { ClientOrderId } from '../../domain/ids.ts';

/** Remembers the ids of the last orders, at least so many, and at most twice as many: an order that came again would be one of them. */
export class RecentIds {
	readonly #atLeast: number;
	#young = new Set<ClientOrderId>();
	#old: ReadonlySet<ClientOrderId> = new Set();

	constructor(atLeast: number) {
		this.#atLeast = atLeast;
	}

	has(id: ClientOrderId): boolean {
		return this.#young.has(id) || this.#old.has(id);
	}

	add(id: ClientOrderId): void {
		if (this.#young.size >= this.#atLeast) {
			this.#old = this.#young;
			this.#young = new Set();
		}
		this.#young.add(id);
	}
}
