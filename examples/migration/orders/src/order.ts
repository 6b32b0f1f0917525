export interface Order {
  readonly id: string;
  readonly items: readonly string[];
  readonly amount: number;
}
