/** On whose behalf something waits. */
export interface Place {
  /** Shares its turn: an identity, or an address block. */
  group: string;
  /** One of the group. */
  member: string;
}

type Group<Entry> = Map<string, Entry[]>;

/**
 * A line in which groups take turns, within a group its members, and within a member who came first goes first.
 * So nobody waits longer because somebody else asks more often.
 */
export class FairLine<Entry extends Place> {
  /** In the order of their turns: who was served goes to the end. */
  readonly #groups = new Map<string, Group<Entry>>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  lengthOf(group: string): number {
    return count(this.#groups.get(group) ?? new Map());
  }

  get longest(): number {
    return Math.max(0, ...[...this.#groups.values()].map(count));
  }

  add(entry: Entry): void {
    const group = this.#groups.get(entry.group) ?? new Map<string, Entry[]>();
    this.#groups.set(entry.group, group);
    const entries = group.get(entry.member) ?? [];
    group.set(entry.member, entries);
    entries.push(entry);
    this.#length += 1;
  }

  /** Takes out the first in turn whose group may go. */
  take(mayGo: (group: string) => boolean = () => true): Entry | undefined {
    for (const [name, group] of this.#groups) {
      if (!mayGo(name)) continue;
      const [member, entries] = group.entries().next().value!;
      const entry = entries[0]!;
      this.remove(entry);
      rotate(group, member);
      rotate(this.#groups, name);
      return entry;
    }
    return undefined;
  }

  remove(entry: Entry): boolean {
    const group = this.#groups.get(entry.group);
    const entries = group?.get(entry.member) ?? [];
    const index = entries.indexOf(entry);
    if (!group || index < 0) return false;
    entries.splice(index, 1);
    this.#length -= 1;
    if (entries.length === 0) group.delete(entry.member);
    if (group.size === 0) this.#groups.delete(entry.group);
    return true;
  }

  /** Who has to go when there are too many: the latest of whoever holds most places. */
  get mostCrowding(): Entry | undefined {
    const group = largest(this.#groups.values(), count);
    return group && largest(group.values(), ({ length }) => length)?.at(-1);
  }

  /** Everybody, in the order in which they would be taken. */
  inTurn(): Entry[] {
    return deal([...this.#groups.values()].map((group) => deal([...group.values()])));
  }
}

function count(group: Group<unknown>): number {
  let sum = 0;
  for (const { length } of group.values()) sum += length;
  return sum;
}

/** Moves an entry to the end, if it is still there. */
function rotate<Value>(map: Map<string, Value>, name: string): void {
  const value = map.get(name);
  if (value === undefined) return;
  map.delete(name);
  map.set(name, value);
}

/** The last of the largest. */
function largest<Item>(items: Iterable<Item>, size: (item: Item) => number): Item | undefined {
  let found: Item | undefined;
  for (const item of items) if (!found || size(item) >= size(found)) found = item;
  return found;
}

/** One from each in turn until all are empty. */
function deal<Item>(hands: Item[][]): Item[] {
  const dealt: Item[] = [];
  for (let round = 0, open = hands; open.length > 0; round += 1) {
    open = open.filter(({ length }) => length > round);
    for (const hand of open) dealt.push(hand[round]!);
  }
  return dealt;
}
