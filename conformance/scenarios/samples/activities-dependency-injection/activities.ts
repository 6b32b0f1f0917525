export interface Catalogue {
  find(isbn: string): Promise<string | undefined>;
  lend(isbn: string, reader: string): Promise<void>;
}

export const createLibraryActivities = (catalogue: Catalogue) => ({
  async lookUp(isbn: string): Promise<string> {
    return (await catalogue.find(isbn)) ?? 'unknown';
  },
  async lend(isbn: string, reader: string): Promise<void> {
    await catalogue.lend(isbn, reader);
  },
});

export class FeeActivities {
  readonly #feePerDay: number;

  constructor(feePerDay: number) {
    this.#feePerDay = feePerDay;
  }

  /** A bound function: what a worker calls has no `this`. */
  readonly fee = async (days: number): Promise<number> => this.#feePerDay * days;
}
