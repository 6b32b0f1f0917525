/** A class of the application. JSON would make a plain object of it, and lose its methods. */
export class Money {
  readonly cents: bigint;
  readonly currency: string;

  constructor(cents: bigint, currency: string) {
    this.cents = cents;
    this.currency = currency;
  }

  times(factor: bigint): Money {
    return new Money(this.cents * factor, this.currency);
  }

  toString(): string {
    return `${this.currency} ${this.cents / 100n}.${String(this.cents % 100n).padStart(2, '0')}`;
  }
}
