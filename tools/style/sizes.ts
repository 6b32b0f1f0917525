import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { type Finding, files, read, root } from './files';
import { linesOf, parse, visit } from './syntax';

/**
 * Long files and functions. The ratchet lists those that are over the limit with their length; it may only shrink: a longer one
 * fails, and so does a listed one that became shorter, until its entry says so (`npm run style -- --ratchet` writes that).
 */
const RATCHET = 'tools/style/ratchet.json';
const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 70;

type Sizes = Record<string, number>;

export function findOversized(): Finding[] {
  const listed = readRatchet();
  const actual = oversized();
  return [...new Set([...Object.keys(listed), ...Object.keys(actual)])].flatMap((name) =>
    compare(name, actual[name], listed[name]),
  );
}

/** Lowers and removes entries; never adds one. */
export function tightenRatchet(): void {
  const actual = oversized();
  const kept = Object.entries(readRatchet()).flatMap(([name, listed]) => {
    const lines = actual[name];
    return lines === undefined ? [] : [[name, Math.min(lines, listed)] as const];
  });
  writeFileSync(join(root, RATCHET), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

export function compare(name: string, lines: number | undefined, listed: number | undefined): Finding[] {
  const [file = name, unit] = name.split('#');
  const limit = unit === undefined ? MAX_FILE_LINES : MAX_FUNCTION_LINES;
  const subject = unit === undefined ? 'the file' : unit;
  if (lines === listed) return [];
  if (listed === undefined) return [{ file, message: `${subject} has ${lines} lines, more than ${limit}: split it` }];
  if (lines !== undefined && lines > listed) {
    return [
      { file, message: `${subject} grew from ${listed} to ${lines} lines, over the limit of ${limit}: split it` },
    ];
  }
  return [{ file, message: `${subject} became shorter. Keep it so: npm run style -- --ratchet` }];
}

function readRatchet(): Sizes {
  return JSON.parse(read(RATCHET)) as Sizes;
}

function oversized(): Sizes {
  return Object.fromEntries(files(/\.m?ts$/).flatMap((file) => oversizedIn(file, read(file))));
}

export function oversizedIn(file: string, text: string): [string, number][] {
  const source = parse(file, text);
  const fileLines = source.text.trimEnd().split('\n').length;
  const found: [string, number][] = fileLines > MAX_FILE_LINES ? [[file, fileLines]] : [];
  // The callback of a describe is as long as its tests.
  if (/\.test\.ts$|\/test\//.test(file)) return found;
  visit(source, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node)) return;
    const lines = linesOf(source, node);
    if (lines > MAX_FUNCTION_LINES) found.push([`${file}#${nameOf(node)}`, lines]);
  });
  return found;
}

function nameOf(node: ts.Node): string {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const named = ts.isFunctionLike(node) && node.name ? node : node.parent;
  const name = (named as { name?: ts.Node }).name;
  return name ? name.getText() : 'anonymous';
}
