/** A sorted set as Redis has it: members by score, equal scores by member. */
export class SortedSet {
  readonly #scores = new Map<string, number>();
  readonly #order: string[] = [];

  get size(): number {
    return this.#order.length;
  }

  score(member: string): number | undefined {
    return this.#scores.get(member);
  }

  set(member: string, score: number): void {
    if (this.#scores.get(member) === score) return;
    this.delete(member);
    this.#scores.set(member, score);
    this.#order.splice(this.#place(member, score), 0, member);
  }

  delete(member: string): void {
    const score = this.#scores.get(member);
    if (score === undefined) return;
    this.#order.splice(this.#place(member, score), 1);
    this.#scores.delete(member);
  }

  first(): { readonly member: string; readonly score: number } | undefined {
    const member = this.#order[0];
    return member === undefined ? undefined : { member, score: this.#scoreOf(member) };
  }

  last(): { readonly member: string; readonly score: number } | undefined {
    const member = this.#order[this.#order.length - 1];
    return member === undefined ? undefined : { member, score: this.#scoreOf(member) };
  }

  /** Members with at most this score, lowest first. */
  upTo(score: number, limit = Infinity): string[] {
    const found: string[] = [];
    for (const member of this.#order) {
      if (found.length >= limit || this.#scoreOf(member) > score) break;
      found.push(member);
    }
    return found;
  }

  members(): readonly string[] {
    return this.#order;
  }

  toRecord(): Record<string, number> {
    return Object.fromEntries(this.#order.map((member) => [member, this.#scoreOf(member)]));
  }

  #scoreOf(member: string): number {
    return this.#scores.get(member) ?? 0;
  }

  /** Index of the first member that does not come before this one. */
  #place(member: string, score: number): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(this.#order[middle] ?? '', member, score)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBefore(other: string, member: string, score: number): boolean {
    const otherScore = this.#scoreOf(other);
    return otherScore < score || (otherScore === score && other < member);
  }
}
