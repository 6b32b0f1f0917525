/** A list filter as it was written; names and values are not judged yet. */
import type { Spot } from './query-error';

export const OPERATORS = ['=', '<', '<=', '>', '>=', 'IN', 'BETWEEN', 'STARTS_WITH', 'NULL'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Literal extends Spot {
  readonly value: string;
  readonly quoted: boolean;
}

/** `negated`: !=, NOT IN, IS NOT NULL and so on. `values`: one, two for BETWEEN, any number for IN, none for NULL. */
export interface Comparison {
  readonly is: 'comparison';
  readonly name: Named;
  readonly operator: Operator;
  readonly operatorSpot: Spot;
  readonly negated: boolean;
  readonly values: readonly Literal[];
}

export type Expression =
  | Comparison
  | { readonly is: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly is: 'not'; readonly part: Expression };

/** The name of an attribute where it stands. */
export interface Named extends Spot {
  readonly value: string;
}

export interface Query {
  readonly where?: Expression;
  readonly groupBy?: Named;
  readonly orderBy: readonly { readonly name: Named; readonly descending: boolean }[];
}
