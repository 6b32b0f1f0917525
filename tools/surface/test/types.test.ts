import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareExports, type TypeFindings } from '../compare-packages';
import { load } from '../program';

interface Case {
  readonly says: string;
  readonly theirs: string;
  readonly ours: string;
  /** `kind path` of every difference. */
  readonly found: readonly string[];
}

const GENERATED = 'export declare class Message { a: string; b: number; c(): Message }';

/** What the comparison must notice, and what it must not. The package of case n is called p<n>. */
const CASES: readonly Case[] = [
  { says: 'a missing value', theirs: 'export declare const a: 1;', ours: '', found: ['missing a'] },
  { says: 'a missing type', theirs: 'export interface A {}', ours: '', found: ['missing type A'] },
  {
    says: 'a class that is only a type',
    theirs: 'export declare class A {}',
    ours: 'export interface A {}',
    found: ['missing A'],
  },
  { says: 'an export of ours', theirs: '', ours: 'export declare const a: 1;', found: [] },
  {
    says: 'a missing member, also an optional one',
    theirs: 'export interface A { a: string; b?: string; c(): void }',
    ours: 'export interface A { a: string }',
    found: ['missing A.b', 'missing A.c'],
  },
  {
    says: 'a member of another type',
    theirs: 'export interface A { a: string; b: { c: number } }',
    ours: 'export interface A { a: number; b: { c: string } }',
    found: ['incompatible A.a', 'incompatible A.b.c'],
  },
  {
    says: 'optionality both ways',
    theirs: 'export interface A { a?: string; b: string }',
    ours: 'export interface A { a: string; b?: string }',
    found: ['required A.a', 'optional A.b'],
  },
  {
    says: 'a member that must be given, in an interface and not in a class',
    theirs: 'export interface A {} export declare class B {}',
    ours: 'export interface A { mine: string; more?: string } export declare class B { mine: string }',
    found: ['required A.mine'],
  },
  {
    says: 'a function that accepts less, or more',
    theirs: 'export declare function f(a: string | number): void; export declare function g(a: string): void;',
    ours: 'export declare function f(a: string): void; export declare function g(a: string | number): void;',
    found: ['narrower f(a)'],
  },
  {
    says: 'a result that tells less, or more',
    theirs: 'export declare function f(): string; export declare function g(): string | undefined;',
    ours: 'export declare function f(): string | undefined; export declare function g(): string;',
    found: ['wider f()'],
  },
  {
    says: 'parameters of callbacks are read',
    theirs:
      'export declare function f(fn: (a: string) => void): void; export declare function g(fn: () => string): void;',
    ours: 'export declare function f(fn: (a: string | number) => void): void; export declare function g(fn: () => string | number): void;',
    found: ['wider f(fn)(a)'],
  },
  {
    says: 'a parameter that is not there or must be given',
    theirs: 'export declare function f(a: string, b: string): void; export declare function g(a?: string): void;',
    ours: 'export declare function f(a: string): void; export declare function g(a: string, b?: string): void;',
    found: ['missing f(b)', 'required g(a)'],
  },
  {
    says: 'parameters given as a list of known length',
    theirs:
      'export declare function f(...args: [a: string, b?: number]): void; export declare function g(...args: string[]): void;',
    ours: 'export declare function f(a: string, b?: string): void; export declare function g(...args: number[]): void;',
    found: ['incompatible f(args1)', 'incompatible g(args)'],
  },
  {
    says: 'a missing overload',
    theirs: 'export declare function f(a: string): string; export declare function f(a: number): number;',
    ours: 'export declare function f(a: string): string;',
    found: ['missing f()'],
  },
  {
    says: 'overloads in another order',
    theirs: 'export declare function f(a: string): string; export declare function f(a: number): number;',
    ours: 'export declare function f(a: number): number; export declare function f(a: string): string;',
    found: [],
  },
  {
    says: 'private and protected members are not compared, statics and constructors are',
    theirs: 'export declare class A { private x; protected y: 1; static s: string; constructor(a: string) }',
    ours: 'export declare class A { private z; static s: number; constructor(a: number) }',
    found: ['incompatible A.s', 'incompatible A.constructor(a)'],
  },
  {
    says: 'a protected constructor and hidden members are nobody’s surface',
    theirs:
      'export declare class A { protected constructor(a: string);\n/** @hidden */ h: 1;\n/** @internal */ i: 1;\nj: 1 }',
    ours: 'export declare class A { private constructor(); }',
    found: ['missing A.j'],
  },
  {
    says: 'exports of one name are equal wherever they are mentioned, and reported once',
    theirs:
      'export declare class A { private x; m: string } export declare function f(): A; export interface B { a: A }',
    ours: 'export declare class A { private y; m: number } export declare function f(): A; export interface B { a: A }',
    found: ['incompatible A.m'],
  },
  {
    says: 'an alias of a class is that class, an alias of a primitive is not all its uses',
    theirs:
      "import { Message } from 'generated'; export type A = Message; export type S = string; export declare function f(s: string): A;",
    ours: 'declare class Mine { mine: 1 } export type A = Mine; export type S = number; export declare function f(s: number): A;',
    found: ['incompatible f(s)', 'incompatible A', 'incompatible S'],
  },
  {
    says: 'another export in its place is noticed',
    theirs: 'export interface A { a: 1 } export interface B { b: 1 } export declare function f(): A;',
    ours: 'export interface A { a: 1 } export interface B { b: 1 } export declare function f(): B;',
    found: ['missing f().a'],
  },
  {
    says: 'type parameters by place, whatever they are called',
    theirs:
      'export interface A<T> { a: T; f<K extends string>(k: K): Promise<T[]> } export declare function f<T>(a: A<T>): T;',
    ours: 'export interface A<U> { a: U; f<L extends string>(k: L): Promise<U[]> } export declare function f<U>(a: A<U>): U;',
    found: [],
  },
  {
    says: 'swapped and missing type parameters',
    theirs: 'export declare function f<A, B>(a: A, b: B): A; export interface I<T> { t: 1 }',
    ours: 'export declare function f<A, B>(a: A, b: B): B; export interface I { t: 1 }',
    found: ['incompatible f()', 'missing I'],
  },
  {
    says: 'the bound of a type parameter',
    theirs:
      'export declare function f<A extends string | number>(a: A): void; export declare function g<A>(): A; export declare function h<A extends string>(): A;',
    ours: 'export declare function f<A extends string>(a: A): void; export declare function g<A extends string>(): A; export declare function h<A>(): A;',
    found: ['narrower f()<A>', 'narrower g()<A>'],
  },
  {
    says: 'arguments of generic types',
    theirs: 'export interface A { p: Promise<string>; m: Map<string, { x: 1 }> }',
    ours: 'export interface A { p: Promise<number>; m: Map<string, { x: 2 }> }',
    found: ['incompatible A.p', 'incompatible A.m.x'],
  },
  {
    says: 'alternatives of unions, in any order',
    theirs:
      "export type A = { k: 'a'; a: string } | { k: 'b' } | string; export type B = 'x' | 'y'; export type C = { c: 1 } | null;",
    ours: "export type A = string | { k: 'b' } | { k: 'a'; a: string }; export type B = 'y'; export type C = { c: 2 } | null;",
    found: ['narrower B', 'incompatible C.c'],
  },
  {
    says: 'a constant of another value',
    theirs: "export declare const E: { readonly A: 'A'; readonly B: 'B' };",
    ours: "export declare const E: { readonly A: 'A'; readonly B: 'b' };",
    found: ['incompatible E.B'],
  },
  {
    says: '`any` in the place of a type',
    theirs: 'export declare function f(): string; export declare function g(a: string): void;',
    ours: 'export declare function f(): any; export declare function g(a: any): void;',
    found: ['wider f()'],
  },
  {
    says: 'read-only arrays where arrays may be changed',
    theirs: 'export interface A { a: string[] } export declare function f(a: string[]): readonly string[];',
    ours: 'export interface A { a: readonly string[] } export declare function f(a: readonly string[]): string[];',
    found: ['wider A.a'],
  },
  {
    says: 'index signatures',
    theirs: 'export type A = { [key: string]: string }; export type B = Record<string, number>;',
    ours: 'export type A = { [key: string]: number }; export type B = {};',
    found: ['incompatible A[string]', 'missing B[string]'],
  },
  {
    says: 'recursive types end, and show what differs',
    theirs: 'export interface A { next?: A; deep: { a: A; n: string } }',
    ours: 'export interface A { next?: A; deep: { a: A; n: number } }',
    found: ['incompatible A.deep.n'],
  },
  {
    says: 'types of libraries are one thing',
    theirs: "import { Message } from 'generated'; export interface A { m: Message }",
    ours: 'export interface A { m: { a: number; b: string } }',
    found: ['incompatible A.m'],
  },
  {
    says: 'symbols as names of members',
    theirs: 'declare const tag: unique symbol; export interface A { [tag]: string }',
    ours: 'declare const tag: unique symbol; export interface A { [tag]: number }',
    found: ['incompatible A.[tag]'],
  },
];

const folder = mkdtempSync(join(tmpdir(), 'perdure-surface-'));
let findings: TypeFindings;

beforeAll(() => {
  mkdirSync(join(folder, 'node_modules/generated'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/generated/index.d.ts'), GENERATED);
  const pairs = CASES.map(({ theirs, ours }, index) => {
    const pair = { name: `p${index}`, theirs: join(folder, `t${index}.d.ts`), ours: join(folder, `o${index}.d.ts`) };
    writeFileSync(pair.theirs, `${theirs}\nexport {};\n`);
    writeFileSync(pair.ours, `${ours}\nexport {};\n`);
    return pair;
  });
  findings = compareExports(load(pairs));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

it.each(CASES.map((one, index) => [one.says, index, one.found] as const))('%s', (_says, index, found) => {
  const here = findings.differences.filter(({ path }) => path.startsWith(`p${index}.`));
  expect(here.map(({ kind, path }) => `${kind} ${path.slice(`p${index}.`.length)}`)).toEqual(found);
});

it('what ours has on top is told apart from differences', () => {
  const extra = CASES.findIndex(({ says }) => says === 'an export of ours');
  expect(findings.extras).toContainEqual({ path: `p${extra}.a`, what: 'an export of ours' });
});
