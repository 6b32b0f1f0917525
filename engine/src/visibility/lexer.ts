import { queryError, type Spot } from './query-error';

/** `name`: in backquotes; `string`: in quotes; `word`: keywords and names. `value` is without quotes. */
export interface Token extends Spot {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'symbol' | 'end';
  readonly value: string;
}

const SPACE = /\s+/y;
/** In the order they are tried. */
const FORMS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['number', /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y],
  ['word', /[\p{L}_][\p{L}\p{N}_.-]*/uy],
  ['symbol', /<>|!=|<=|>=|[=<>(),]/y],
];

/** Splits a query; the last token is the end. */
export function tokens(query: string): readonly Token[] {
  const found: Token[] = [];
  let at = skipSpace(query, 0);
  while (at < query.length) {
    const token = quoted(query, at) ?? plain(query, at);
    found.push(token);
    at = skipSpace(query, at + token.text.length);
  }
  return [...found, { kind: 'end', at: query.length, text: '', value: '' }];
}

function skipSpace(query: string, at: number): number {
  SPACE.lastIndex = at;
  return SPACE.test(query) ? SPACE.lastIndex : at;
}

/** A quote inside is doubled, or comes behind a backslash. */
function quoted(query: string, at: number): Token | undefined {
  const quote = query[at] as string;
  if (!`'"\``.includes(quote)) return undefined;
  let value = '';
  for (let i = at + 1; i < query.length; i++) {
    const char = query[i] as string;
    const next = query[i + 1];
    if (char === '\\' && next !== undefined && quote !== '`') value += query[++i] as string;
    else if (char !== quote) value += char;
    else if (next === quote) value += query[++i] as string;
    else return { kind: quote === '`' ? 'name' : 'string', at, text: query.slice(at, i + 1), value };
  }
  throw queryError(query, { at, text: query.slice(at) }, `the quote ${quote} is never closed`);
}

function plain(query: string, at: number): Token {
  for (const [kind, form] of FORMS) {
    form.lastIndex = at;
    const text = form.exec(query)?.[0];
    if (text !== undefined) return { kind, at, text, value: text };
  }
  const text = String.fromCodePoint(query.codePointAt(at) as number);
  throw queryError(query, { at, text }, `found ${text}, expected a name, a value, an operator or a parenthesis`);
}
