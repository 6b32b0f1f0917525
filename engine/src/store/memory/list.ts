/** A list as Redis has it: cheap at both ends. */
export class List {
  #items: string[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  /** Counts from 0; negative from the end. */
  at(index: number): string | undefined {
    const place = index < 0 ? this.#items.length + index : this.#head + index;
    return place < this.#head ? undefined : this.#items[place];
  }

  set(index: number, item: string): void {
    this.#items[this.#head + index] = item;
  }

  push(...items: readonly string[]): void {
    for (const item of items) this.#items.push(item);
  }

  unshift(item: string): void {
    if (this.#head > 0) this.#items[--this.#head] = item;
    else this.#items.unshift(item);
  }

  shift(): string | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head++] = '';
    if (this.#head > 32 && this.#head * 2 > this.#items.length) this.#compact();
    return item;
  }

  /** Items from..to, `to` not included. */
  slice(from = 0, to: number = this.length): string[] {
    return this.#items.slice(this.#head + from, this.#head + to);
  }

  keep(wanted: (item: string) => boolean): void {
    this.#compact();
    this.#items = this.#items.filter(wanted);
  }

  #compact(): void {
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}
