/** Temporal's list filter, read by recursive descent. Errors say where, what was found and what was expected. */
import { EngineError } from '../errors';
import { LIMITS } from '../limits';
import type { Comparison, Expression, Literal, Named, Operator, Query } from './ast';
import { type Token, tokens } from './lexer';
import { queryError, unexpected } from './query-error';

export function parseQuery(query: string): Query {
  if (query.length > LIMITS.listQueryLength) {
    throw new EngineError(
      'INVALID_ARGUMENT',
      `invalid query: it has ${query.length} characters, at most ${LIMITS.listQueryLength} are allowed: ask for less at once`,
    );
  }
  return new Parser(query).query();
}

/** Words that begin or end something; in backquotes they are names. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'AND OR NOT BETWEEN IN STARTS_WITH IS NULL ORDER GROUP BY ASC DESC'.split(' '),
);
const COMPARE = ['=', '!=', '<>', '<', '<=', '>', '>='] as const;
const AFTER_NAME = ['=', '!=', '<', '<=', '>', '>=', 'BETWEEN', 'IN', 'STARTS_WITH', 'IS', 'NOT'];
const AFTER_NOT = ['BETWEEN', 'IN', 'STARTS_WITH'];
const AFTER_EXPRESSION = ['AND', 'OR', 'ORDER BY', 'GROUP BY', 'the end of the query'];

class Parser {
  readonly #query: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(query: string) {
    this.#query = query;
    this.#tokens = tokens(query);
  }

  query(): Query {
    const where = this.#isEnd() || this.#is('ORDER') || this.#is('GROUP') ? undefined : this.#or();
    let groupBy: Named | undefined;
    const orderBy: { name: Named; descending: boolean }[] = [];
    while (!this.#isEnd()) {
      if (groupBy === undefined && this.#take('GROUP')) {
        this.#expect('BY');
        groupBy = this.#name();
      } else if (orderBy.length === 0 && this.#take('ORDER')) {
        this.#expect('BY');
        do orderBy.push(this.#order());
        while (this.#take(','));
      } else
        throw this.#unexpected(orderBy.length > 0 ? ['ASC', 'DESC', ',', 'the end of the query'] : AFTER_EXPRESSION);
    }
    return { ...(where && { where }), ...(groupBy && { groupBy }), orderBy };
  }

  #order(): { name: Named; descending: boolean } {
    const name = this.#name();
    const descending = this.#take('DESC');
    if (!descending) this.#take('ASC');
    return { name, descending };
  }

  #or(): Expression {
    const parts = [this.#and()];
    while (this.#take('OR')) parts.push(this.#and());
    return parts.length === 1 ? (parts[0] as Expression) : { is: 'or', parts };
  }

  #and(): Expression {
    const parts = [this.#not()];
    while (this.#take('AND')) parts.push(this.#not());
    return parts.length === 1 ? (parts[0] as Expression) : { is: 'and', parts };
  }

  #not(): Expression {
    if (++this.#depth > LIMITS.listQueryDepth) {
      throw queryError(
        this.#query,
        this.#peek(),
        `more than ${LIMITS.listQueryDepth} levels of NOT and parentheses: write it flatter`,
      );
    }
    const part = this.#unit();
    this.#depth--;
    return part;
  }

  #unit(): Expression {
    if (this.#take('NOT')) return { is: 'not', part: this.#not() };
    if (!this.#take('(')) return this.#comparison();
    const inner = this.#or();
    if (!this.#take(')')) throw this.#unexpected([')', 'AND', 'OR']);
    return inner;
  }

  #comparison(): Comparison {
    const name = this.#name();
    const start = this.#peek();
    const make = (operator: Operator, negated: boolean, values: readonly Literal[]): Comparison => {
      const last = this.#tokens[this.#next - 1 - values.length] ?? start;
      const operatorSpot = { at: start.at, text: values.length === 1 ? last.text : start.text };
      return { is: 'comparison', name, operator, operatorSpot, negated, values };
    };
    const symbol = COMPARE.find((one) => this.#take(one));
    if (symbol === '!=' || symbol === '<>') return make('=', true, [this.#literal()]);
    if (symbol) return make(symbol, false, [this.#literal()]);
    if (this.#take('IS')) {
      const negated = this.#take('NOT');
      if (!this.#take('NULL')) throw this.#unexpected(negated ? ['NULL'] : ['NULL', 'NOT NULL']);
      return make('NULL', negated, []);
    }
    const negated = this.#take('NOT');
    if (this.#take('STARTS_WITH')) return make('STARTS_WITH', negated, [this.#literal()]);
    if (this.#take('IN')) return make('IN', negated, this.#list());
    if (!this.#take('BETWEEN')) throw this.#unexpected(negated ? AFTER_NOT : AFTER_NAME);
    const from = this.#literal();
    this.#expect('AND');
    return make('BETWEEN', negated, [from, this.#literal()]);
  }

  #list(): Literal[] {
    this.#expect('(');
    const values = [this.#literal()];
    while (this.#take(',')) values.push(this.#literal());
    if (!this.#take(')')) throw this.#unexpected([',', ')']);
    if (values.length <= LIMITS.listQueryValues) return values;
    throw queryError(
      this.#query,
      values[LIMITS.listQueryValues] as Literal,
      `IN has ${values.length} values, at most ${LIMITS.listQueryValues} are allowed: ask several times`,
    );
  }

  #name(): Named {
    const token = this.#peek();
    const isName = token.kind === 'name' || (token.kind === 'word' && !KEYWORDS.has(token.value.toUpperCase()));
    if (!isName) throw this.#unexpected(['the name of a search attribute']);
    this.#next++;
    return token;
  }

  #literal(): Literal {
    const token = this.#peek();
    const isBool = token.kind === 'word' && /^(true|false)$/i.test(token.value);
    if (token.kind !== 'string' && token.kind !== 'number' && !isBool) {
      throw this.#unexpected(['a value in quotes', 'a number', 'true', 'false']);
    }
    this.#next++;
    return { at: token.at, text: token.text, value: token.value, quoted: token.kind === 'string' };
  }

  #peek(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #is(word: string): boolean {
    const { kind, value } = this.#peek();
    return (kind === 'word' || kind === 'symbol') && value.toUpperCase() === word;
  }

  #isEnd(): boolean {
    return this.#peek().kind === 'end';
  }

  #take(word: string): boolean {
    if (!this.#is(word)) return false;
    this.#next++;
    return true;
  }

  #expect(word: string): void {
    if (!this.#take(word)) throw this.#unexpected([word]);
  }

  #unexpected(expected: readonly string[]): EngineError {
    return unexpected(this.#query, this.#peek(), expected);
  }
}
