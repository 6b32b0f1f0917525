import { describe, expect, it } from 'vitest';
import type { AttributeType } from '../model/search-attribute';
import { readFilter } from './filter';
import { READ_LITERAL, readDuration } from './literals';
import { parseQuery } from './parser';

const TYPES: Readonly<Record<string, AttributeType>> = {
  City: 'Keyword',
  Tags: 'KeywordList',
  Note: 'Text',
  Size: 'Int',
};
const read = (query: string, purpose: 'list' | 'count' = 'list') =>
  readFilter(query, { kind: 'workflow', types: TYPES }, purpose);

describe('a list filter', () => {
  it('binds AND closer than OR, NOT closest', () => {
    const { where } = parseQuery('NOT A = 1 AND B = 2 OR C = 3');
    expect(where).toMatchObject({
      is: 'or',
      parts: [{ is: 'and', parts: [{ is: 'not' }, { name: { value: 'B' } }] }, {}],
    });
  });

  it('takes quotes of three kinds, with quotes inside', () => {
    const values = (query: string) =>
      (parseQuery(query).where as unknown as { values: { value: string }[] }).values.map(({ value }) => value);
    expect(values(`\`a b\` = 'it''s'`)).toEqual(["it's"]);
    expect(values(String.raw`a = "say \"no\""`)).toEqual(['say "no"']);
    expect(values('a IN (\'x\', "y")')).toEqual(['x', 'y']);
  });

  it.each([
    ["WorkflowType == 'x'", 15, 'found =, expected one of a value in quotes, a number, true, false'],
    ["WorkflowType 'x'", 14, "found 'x', expected one of =, !=, <, <=, >, >=, BETWEEN, IN, STARTS_WITH, IS, NOT"],
    ["WorkflowType = 'x", 16, "the quote ' is never closed"],
    [
      "WorkflowType = 'x' TaskQueue = 'y'",
      20,
      'found TaskQueue, expected one of AND, OR, ORDER BY, GROUP BY, the end of the query',
    ],
    ["(WorkflowType = 'x'", 20, 'found the end of the query, expected one of ), AND, OR'],
    ["City IN 'x'", 9, "found 'x', expected ("],
    ["City IN ('x' 'y')", 14, "found 'y', expected one of ,, )"],
    ['Size BETWEEN 1, 2', 15, 'found ,, expected AND'],
    ['City IS 3', 9, 'found 3, expected one of NULL, NOT NULL'],
    ['Size NOT 3', 10, 'found 3, expected one of BETWEEN, IN, STARTS_WITH'],
    ['ORDER Size', 7, 'found Size, expected BY'],
    ['ORDER BY Size UP', 15, 'found UP, expected one of ASC, DESC, ,, the end of the query'],
    ['City = §', 8, 'found §, expected a name, a value, an operator or a parenthesis'],
    ["WorkflowTyp = 'x'", 1, 'WorkflowTyp is not a search attribute, did you mean WorkflowType?'],
    ["Zebra = 'x'", 1, 'Zebra is not a search attribute of any execution so far; there are RunId'],
    ['City = 3', 8, 'found 3, expected a text in quotes'],
    ["Size = 'x'", 8, "found 'x', expected a whole number"],
    ["StartTime > 'yesterday'", 13, "found 'yesterday', expected a moment like"],
    ["ExecutionStatus = 'Open'", 19, "found 'Open', expected one of 'Running', 'Completed'"],
    ["ExecutionDuration > 'long'", 21, "found 'long', expected a duration like '5m'"],
    [
      "Tags STARTS_WITH 'x'",
      6,
      'STARTS_WITH does not work with Tags, which is of type KeywordList, expected one of =, !=, IN, NOT IN, IS NULL',
    ],
    ["Note > 'x'", 6, '> does not work with Note, which is of type Text'],
    ["BuildIds = 'x'", 1, 'BuildIds is not known of executions'],
    ['ORDER BY Note', 10, 'ORDER BY Note is not possible: it is of type Text'],
    ['GROUP BY ExecutionStatus', 10, 'GROUP BY is for counts only'],
  ])('%s is refused at column %i', (query, column, message) => {
    expect(() => read(query)).toThrow(`invalid query at column ${column}: ${message}`);
  });

  it('groups by the status only, and counts have no order', () => {
    expect(() => read('GROUP BY City', 'count')).toThrow('column 10: found City, expected ExecutionStatus');
    expect(() => read('ORDER BY City', 'count')).toThrow('a count has no ORDER BY');
    expect(read('GROUP BY ExecutionStatus', 'count').grouped).toBe(true);
  });

  it('has limits', () => {
    expect(() => read(`City = '${'x'.repeat(10_000)}'`)).toThrow('at most 10000 are allowed');
    expect(() => read(`${'('.repeat(60)}Size = 1`)).toThrow('more than 50 levels');
    expect(() => read(`Size IN (${Array.from({ length: 101 }, (_, n) => n).join(',')})`)).toThrow(
      'at most 100 are allowed',
    );
  });
});

it.each([
  ['5m', 3e11],
  ['1h30m', 5.4e12],
  ['1.5s', 1.5e9],
  ['01:30:00', 5.4e12],
  ['12', 12],
  ['soon', undefined],
])('the duration %s has %s nanoseconds', (value, nanos) => {
  expect(readDuration({ value, text: value, at: 0, quoted: true })).toBe(nanos);
});

it.each([
  ['1795428067179000000', 1_795_428_067_179],
  ['1795428067181000000', 1_795_428_067_181],
  ['1795428067180999999', 1_795_428_067_180.999],
  ['1795428067180000001', 1_795_428_067_180.001],
  ['2026-11-23T10:01:07.035Z', 1_795_428_067_035],
  ['2026-11-23', 1_795_392_000_000],
  ['yesterday', undefined],
])('the moment %s is %s milliseconds', (value, ms) => {
  const read = READ_LITERAL.Datetime({ value, text: value, at: 0, quoted: true });
  if (ms === undefined) expect(read).toBeUndefined();
  else expect(read).toBeCloseTo(ms, 3);
  if (Number.isInteger(ms)) expect(read).toBe(ms);
});
