import type { ReachedLevel } from './fixedLevels.ts';
import { LevelHeap } from './levelHeap.ts';
import { LevelSlots, longerInts, slotOf, type LevelHandle } from './levelSlots.ts';
import { MeldableHeaps } from './meldableHeaps.ts';
import { MergedGroups } from './mergedGroups.ts';
import { trailLevel, type TrailRule } from './trailLevel.ts';

/**
 * Trails of one rule. Those with one mark are a group: it moves as one however many they are, and whatever its mark, the
 * one with the smallest offset is reached first, so that their order never changes. A price beyond several marks makes one
 * group of theirs. Groups are ordered twice, by the mark that moves first and by the level that is reached first.
 */
export class TrailGroups {
	/** The level that is reached first; without any −Infinity for trails below, Infinity for those above. */
	nearest = NaN;
	/** The mark that moves first; without any Infinity for trails below, −Infinity for those above. */
	nextMark = NaN;
	readonly #rule: TrailRule;
	/** 1 for trails below, −1 for those above: marks count times this, levels against it, as keys that come lowest first. */
	readonly #sign: 1 | -1;
	readonly #slots: LevelSlots;
	readonly #members: MergedGroups;
	readonly #offsets = new MeldableHeaps();
	/** Of each group, the trail that is reached first. */
	#first = new Int32Array(4);
	readonly #marks = new LevelHeap();
	readonly #levels = new LevelHeap();

	/** No trails yet; `kind` goes into their handles. */
	constructor(kind: number, rule: TrailRule) {
		this.#rule = rule;
		this.#sign = rule.isAbove ? -1 : 1;
		this.#slots = new LevelSlots(kind);
		this.#members = new MergedGroups(this.#slots);
		this.#settle();
	}

	/** Adds a trail before which `made` (from 1) levels were made in the index. */
	add(made: number, offset: number, mark: number): LevelHandle {
		const slot = this.#slots.take(made);
		this.#offsets.place(slot, offset);
		this.#members.open(slot);
		if (this.nextMark === mark) {
			const group = this.#members.merge(this.#marks.lowestSlot, slot);
			this.#first[group] = this.#offsets.meld(this.#firstOf(group), slot);
			this.#settleLevel(group);
		} else {
			while (slot >= this.#first.length) this.#first = longerInts(this.#first);
			this.#first[slot] = slot;
			this.#marks.add(slot, this.#sign * mark);
			this.#levels.add(slot, -this.#sign * trailLevel(this.#rule, mark, offset));
		}
		this.#settle();
		return this.#slots.handleAt(slot);
	}

	/** Whether the level of a handle is there. */
	holds(handle: LevelHandle): boolean {
		return this.#slots.holds(handle);
	}

	/** Takes out a trail that is there. */
	remove(handle: LevelHandle): void {
		const slot = slotOf(handle);
		const group = this.#members.groupOf(slot);
		const heir = this.#offsets.remove(slot);
		if (this.#firstOf(group) === slot) {
			this.#first[group] = heir;
			if (heir >= 0) this.#settleLevel(group);
			else {
				this.#marks.remove(group);
				this.#levels.remove(group);
			}
		}
		this.#slots.vacate(slot);
		this.#members.leave(slot);
		this.#settle();
	}

	/** The mark of a trail that is there. */
	markOf(handle: LevelHandle): number {
		return this.#sign * this.#marks.keyOf(this.#members.groupOf(slotOf(handle)));
	}

	/** The level of a trail that is there. */
	levelOf(handle: LevelHandle): number {
		return trailLevel(this.#rule, this.markOf(handle), this.#offsets.keyOf(slotOf(handle)));
	}

	/** Adds the trails that a price reaches to `into`, in no order. */
	collect(price: number, into: ReachedLevel[]): void {
		const most = -this.#sign * price;
		if (this.#levels.lowestKey > most) return;
		const groups: number[] = [];
		this.#levels.collect(most, groups);
		for (const group of groups) {
			const mark = this.#sign * this.#marks.keyOf(group);
			const slots = [this.#firstOf(group)];
			for (let slot = slots.pop(); slot !== undefined; slot = slots.pop()) {
				const key = -this.#sign * trailLevel(this.#rule, mark, this.#offsets.keyOf(slot));
				if (key > most) continue;
				into.push({ handle: this.#slots.handleAt(slot), key });
				this.#offsets.collectBelow(slot, slots);
			}
		}
	}

	/** Moves every mark that a price is beyond to that price. */
	follow(price: number): void {
		const key = this.#sign * price;
		if (!(this.#marks.lowestKey < key)) return;
		let group = this.#marks.lowestSlot;
		this.#marks.move(group, key);
		while (this.#marks.lowestKey < key) {
			group = this.#join(group, this.#marks.lowestSlot);
			this.#marks.move(group, key);
		}
		this.#settleLevel(group);
		this.#settle();
	}

	/** Makes one group of two and gives it; its mark and its level are still those of one of them. */
	#join(one: number, other: number): number {
		const group = this.#members.merge(one, other);
		const gone = group === one ? other : one;
		this.#first[group] = this.#offsets.meld(this.#firstOf(one), this.#firstOf(other));
		this.#marks.remove(gone);
		this.#levels.remove(gone);
		return group;
	}

	#firstOf(group: number): number {
		return this.#first[group] ?? -1;
	}

	#settleLevel(group: number): void {
		const mark = this.#sign * this.#marks.keyOf(group);
		const level = trailLevel(this.#rule, mark, this.#offsets.keyOf(this.#firstOf(group)));
		this.#levels.move(group, -this.#sign * level);
	}

	#settle(): void {
		this.nearest = -this.#sign * this.#levels.lowestKey;
		this.nextMark = this.#sign * this.#marks.lowestKey;
	}
}
