import { LevelHeap } from './levelHeap.ts';
import { LevelSlots, longerInts, slotOf, type LevelHandle, type ReachedLevel } from './levelSlots.ts';
import { MeldableHeaps } from './meldableHeaps.ts';
import { MergedGroups } from './mergedGroups.ts';
import { TrailLevels, type TrailRule } from './trailLevel.ts';

const none = -1;

/**
 * Trails of one rule. Those with one mark are a group: it moves as one however many they are, and whatever its mark, the
 * one with the smallest offset is reached first, so that their order never changes. A price beyond several marks makes one
 * group of theirs. The group whose mark moves first leads: nearly every price that moves a mark moves that one alone, and
 * then looks at a few numbers. The others are ordered twice, by mark and by the level that is reached first.
 */
export class TrailGroups<Owner> {
	/** The level that is reached first; without any −Infinity for trails below, Infinity for those above. */
	nearest = NaN;
	/** The mark that moves first, which is the leader's; without any Infinity for trails below, −Infinity for those above. */
	nextMark = NaN;
	readonly #rule: TrailLevels;
	/** 1 for trails below, −1 for those above: marks count times this, levels against it, as keys that come lowest first. */
	readonly #sign: 1 | -1;
	#leader = none;
	/** The smallest offset in the leading group. */
	#leaderOffset = 0;
	/** The key of the level of that. */
	#leaderLevel = Infinity;
	readonly #otherMarks = new LevelHeap();
	readonly #otherLevels = new LevelHeap();
	readonly #slots: LevelSlots<Owner>;
	readonly #members: MergedGroups;
	readonly #offsets = new MeldableHeaps();
	/** Of each group, the trail that is reached first. */
	#first = new Int32Array(4);

	/** No trails yet; `kind` goes into their handles. */
	constructor(kind: number, rule: TrailRule) {
		this.#rule = new TrailLevels(rule);
		this.#sign = rule.isAbove ? -1 : 1;
		this.#slots = new LevelSlots(kind);
		this.#members = new MergedGroups(this.#slots);
		this.#lead(none, Infinity);
	}

	/** Adds a trail of `owner` before which `made` (from 1) levels were made in the index. */
	add(made: number, owner: Owner, offset: number, mark: number): LevelHandle {
		const slot = this.#slots.take(made, owner);
		while (slot >= this.#first.length) this.#first = longerInts(this.#first);
		this.#first[slot] = slot;
		this.#offsets.place(slot, offset);
		this.#members.open(slot);
		const key = this.#sign * mark;
		const leading = this.#leadingKey();
		if (key > leading) this.#stepBack(slot, key);
		else {
			if (key < leading && this.#leader !== none) this.#stepBack(this.#leader, leading);
			this.#lead(key === leading ? this.#join(this.#leader, slot) : slot, key);
		}
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
			if (group === this.#leader) this.#succeed(heir);
			else if (heir === none) this.#takeOut(group);
			else this.#otherLevels.move(group, this.#levelKey(this.#otherMarks.keyOf(group), heir));
			this.#settle();
		}
		this.#slots.vacate(slot);
		this.#members.leave(slot);
	}

	/** The mark of a trail that is there. */
	markOf(handle: LevelHandle): number {
		return this.#markOfGroup(this.#members.groupOf(slotOf(handle)));
	}

	/** The level of a trail that is there. */
	levelOf(handle: LevelHandle): number {
		return this.#rule.at(this.markOf(handle), this.#offsets.keyOf(slotOf(handle)));
	}

	/** Adds the trails that a price reaches to `into`, in no order. */
	collect(price: number, into: ReachedLevel<Owner>[]): void {
		const most = -this.#sign * price;
		if (this.#leaderLevel <= most) this.#collectGroup(this.#leader, most, into);
		for (const group of this.#otherLevels.upTo(most)) this.#collectGroup(group, most, into);
	}

	/** Moves every mark that a price is beyond to that price. */
	follow(price: number): void {
		const key = this.#sign * price;
		if (!(this.#sign * this.nextMark < key)) return;
		if (this.#otherMarks.lowestKey <= key) this.#overtake(key);
		this.nextMark = price;
		this.#settleLeader();
	}

	/** The leader becomes one group with all others whose marks a key is not below. */
	#overtake(key: number): void {
		while (this.#otherMarks.lowestKey <= key) {
			const group = this.#otherMarks.lowestSlot;
			this.#takeOut(group);
			this.#leader = this.#join(this.#leader, group);
		}
		this.#leaderOffset = this.#offsets.keyOf(this.#firstOf(this.#leader));
	}

	/** Makes one group of two and gives it. */
	#join(one: number, other: number): number {
		const group = this.#members.merge(one, other);
		this.#first[group] = this.#offsets.meld(this.#firstOf(one), this.#firstOf(other));
		return group;
	}

	#lead(group: number, markKey: number): void {
		this.#leader = group;
		this.nextMark = this.#sign * markKey;
		this.#leaderOffset = group === none ? 0 : this.#offsets.keyOf(this.#firstOf(group));
		this.#settleLeader();
	}

	/** After the leader lost its first trail: what is left of it leads on, or the next group does. */
	#succeed(heir: number): void {
		if (heir !== none) return this.#lead(this.#leader, this.#sign * this.nextMark);
		const { lowestKey, lowestSlot } = this.#otherMarks;
		if (lowestKey !== Infinity) this.#takeOut(lowestSlot);
		this.#lead(lowestKey === Infinity ? none : lowestSlot, lowestKey);
	}

	/** Puts a group among the others. */
	#stepBack(group: number, markKey: number): void {
		this.#otherMarks.add(group, markKey);
		this.#otherLevels.add(group, this.#levelKey(markKey, this.#firstOf(group)));
		this.#settle();
	}

	/** Takes a group out of the others. */
	#takeOut(group: number): void {
		this.#otherMarks.remove(group);
		this.#otherLevels.remove(group);
	}

	#collectGroup(group: number, most: number, into: ReachedLevel<Owner>[]): void {
		const mark = this.#markOfGroup(group);
		const slots = [this.#firstOf(group)];
		for (let slot = slots.pop(); slot !== undefined; slot = slots.pop()) {
			const key = -this.#sign * this.#rule.at(mark, this.#offsets.keyOf(slot));
			if (key > most) continue;
			this.#slots.collect(slot, key, into);
			this.#offsets.collectBelow(slot, slots);
		}
	}

	#firstOf(group: number): number {
		return this.#first[group] ?? none;
	}

	#markOfGroup(group: number): number {
		return group === this.#leader ? this.nextMark : this.#sign * this.#otherMarks.keyOf(group);
	}

	#leadingKey(): number {
		return this.#sign * this.nextMark;
	}

	#levelKey(markKey: number, slot: number): number {
		return -this.#sign * this.#rule.at(this.#sign * markKey, this.#offsets.keyOf(slot));
	}

	#settleLeader(): void {
		this.#leaderLevel =
			this.#leader === none ? Infinity : -this.#sign * this.#rule.at(this.nextMark, this.#leaderOffset);
		this.#settle();
	}

	#settle(): void {
		this.nearest = -this.#sign * Math.min(this.#leaderLevel, this.#otherLevels.lowestKey);
	}
}
