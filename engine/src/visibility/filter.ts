/** A query with its names and values judged: what runs pass, where they are found, in which order they come. */
import type { AttributeScalar, AttributeType } from '../model/search-attribute';
import type { ExecutionKind } from '../model/visibility';
import type { Comparison, Expression, Literal, Named, Operator } from './ast';
import { type Attribute, attributeNames, findAttribute, isSystemName, WITHOUT_MEANING } from './attributes';
import { compareAttribute, type Condition } from './comparison';
import { parseQuery } from './parser';
import { closest, queryError, unexpected } from './query-error';
import { ANY_TIME, overlap, type Source, union } from './source';

export interface Filter extends Condition {
  readonly grouped: boolean;
  readonly orderBy: readonly { readonly attribute: Attribute; readonly descending: boolean }[];
}

/** What names of search attributes mean. */
export interface Names {
  readonly kind: ExecutionKind;
  readonly types: Readonly<Record<string, string>>;
}

const ALL: Condition = { fields: [], holds: () => true, sources: [], window: ANY_TIME, exact: 'window' };

/** Reads a query. `purpose`: groups are for counts, orders for lists. */
export function readFilter(query: string, names: Names, purpose: 'list' | 'count'): Filter {
  const { where, groupBy, orderBy } = parseQuery(query);
  const reader = new Reader(query, names);
  if (groupBy && purpose === 'list') throw queryError(query, groupBy, 'GROUP BY is for counts only: leave it out');
  if (orderBy[0] && purpose === 'count')
    throw queryError(query, orderBy[0].name, 'a count has no ORDER BY: leave it out');
  if (groupBy && groupBy.value !== 'ExecutionStatus') throw unexpected(query, groupBy, ['ExecutionStatus']);
  return {
    ...(where ? reader.condition(where, false) : ALL),
    grouped: groupBy !== undefined,
    orderBy: orderBy.map(({ name, descending }) => ({ attribute: reader.sortable(name), descending })),
  };
}

/** Whether a query names attributes whose types only the store knows. */
export function asksForTypes(query: string, kind: ExecutionKind): boolean {
  const { where, orderBy } = parseQuery(query);
  return [...namesIn(where), ...orderBy.map(({ name }) => name.value)].some((name) => !isSystemName(kind, name));
}

function namesIn(expression: Expression | undefined): readonly string[] {
  if (!expression) return [];
  if (expression.is === 'comparison') return [expression.name.value];
  return expression.is === 'not' ? namesIn(expression.part) : expression.parts.flatMap(namesIn);
}

const ORDERED: readonly Operator[] = ['=', '<', '<=', '>', '>=', 'BETWEEN', 'IN', 'NULL'];
const OPERATORS_OF: Readonly<Record<AttributeType, readonly Operator[]>> = {
  Keyword: [...ORDERED, 'STARTS_WITH'],
  KeywordList: ['=', 'IN', 'NULL'],
  Text: ['=', 'NULL'],
  Int: ORDERED,
  Double: ORDERED,
  Datetime: ORDERED,
  Bool: ['=', 'NULL'],
};
const STATUS_OPERATORS: readonly Operator[] = ['=', 'IN', 'NULL'];

/** How an error spells what is allowed. */
const SPELLED: Partial<Record<Operator, string>> = { '=': '=, !=', IN: 'IN, NOT IN', NULL: 'IS NULL, IS NOT NULL' };

class Reader {
  readonly #query: string;
  readonly #names: Names;

  constructor(query: string, names: Names) {
    this.#query = query;
    this.#names = names;
  }

  /** NOT moves inwards, to the comparisons. */
  condition(expression: Expression, negated: boolean): Condition {
    if (expression.is === 'not') return this.condition(expression.part, !negated);
    if (expression.is === 'comparison') return this.#comparison(expression, negated);
    const parts = expression.parts.map((part) => this.condition(part, negated));
    return (expression.is === 'and') === negated ? any(parts) : every(parts);
  }

  sortable(name: Named): Attribute {
    const attribute = this.#attribute(name);
    if (attribute.type !== 'Text' && attribute.type !== 'KeywordList') return attribute;
    throw queryError(this.#query, name, `ORDER BY ${name.value} is not possible: it is of type ${attribute.type}`);
  }

  #comparison(comparison: Comparison, outer: boolean): Condition {
    const { name, operator, values } = comparison;
    const attribute = this.#attribute(name);
    const allowed = attribute.special === 'status' ? STATUS_OPERATORS : OPERATORS_OF[attribute.type];
    if (!allowed.includes(operator)) {
      const wanted = allowed.map((one) => SPELLED[one] ?? one).join(', ');
      throw queryError(
        this.#query,
        comparison.operatorSpot,
        `${operator} does not work with ${name.value}, which is of type ${attribute.type}, expected one of ${wanted}`,
      );
    }
    const negated = comparison.negated !== outer;
    return compareAttribute({
      attribute,
      operator,
      negated,
      values: values.map((value) => this.#value(attribute, value)),
    });
  }

  #value(attribute: Attribute, literal: Literal): AttributeScalar {
    const value = attribute.read(literal);
    if (value === undefined) throw unexpected(this.#query, literal, [attribute.form]);
    return value;
  }

  #attribute(name: Named): Attribute {
    const { kind, types } = this.#names;
    const why = WITHOUT_MEANING[name.value];
    if (why) throw queryError(this.#query, name, `${name.value} is not known of executions: ${why}`);
    const found = findAttribute(kind, name.value, types);
    if (found) return found;
    const names = attributeNames(kind, types);
    const meant = closest(name.value, names);
    throw queryError(
      this.#query,
      name,
      `${name.value} is not a search attribute${meant ? `, did you mean ${meant}?` : ` of any execution so far; there are ${names.join(', ')}`}`,
    );
  }
}

function every(parts: readonly Condition[]): Condition {
  return {
    fields: fieldsOf(parts),
    holds: (candidate) => parts.every(({ holds }) => holds(candidate)),
    sources: parts.flatMap(({ sources }) => sources),
    window: parts.map(({ window }) => window).reduce(overlap),
    exact: exactOf(parts),
  };
}

/** Windows, and at most one source; ranges of values know no window. */
function exactOf(parts: readonly Condition[]): Condition['exact'] {
  if (parts.some(({ exact }) => exact === undefined)) return undefined;
  const sources = parts.flatMap(({ exact }) => (exact === 'window' || exact === undefined ? [] : [exact]));
  const [source] = sources;
  if (!source) return 'window';
  return sources.length === 1 && source.kind === 'places' ? source : undefined;
}

function any(parts: readonly Condition[]): Condition {
  return {
    fields: fieldsOf(parts),
    holds: (candidate) => parts.some(({ holds }) => holds(candidate)),
    sources: anySource(parts),
    window: ANY_TIME,
  };
}

function anySource(parts: readonly Condition[]): readonly Source[] {
  const chosen = parts.map(({ sources }) => sources.find(({ kind }) => kind !== 'spans') ?? sources[0]);
  const [first, ...rest] = chosen;
  const all = rest.reduce<Source | undefined>((sum, source) => sum && source && union(sum, source), first);
  return all ? [all] : [];
}

function fieldsOf(parts: readonly Condition[]): readonly string[] {
  return [...new Set(parts.flatMap(({ fields }) => fields))];
}
