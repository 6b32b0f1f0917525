/** pnpm-workspace.yaml, where pnpm 10 and later read overrides too. */
import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Edit, Finding } from '../model/finding';
import { findingOf } from '../model/finding-of';
import type { TextFile } from '../model/transform';
import { OVERRIDDEN } from './specs';

const found = findingOf('overrides');

export function overrideInWorkspaceFile({ text }: TextFile): Finding[] {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !(isMap(document.contents) || document.contents === null)) return [];
  const overrides = isMap(document.contents) ? document.contents.get('overrides', true) : undefined;
  const edits = isMap(overrides) ? inMap(text, overrides) : overrides === undefined ? [newMap(text)] : [];
  if (edits.length === 0) return [];
  const message = "overrides lead Temporal's packages to Perdure, for libraries too";
  return [found(0, 'operational-change', message, { doc: 'docs/three-ways-to-swap.md', edits })];
}

function newMap(text: string): Edit {
  const eol = eolOf(text);
  const lines = ['overrides:', ...[...OVERRIDDEN].map(([name, spec]) => `  ${entry(name, spec)}`)];
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  return { start: text.length, end: text.length, text: gap + lines.map((line) => line + eol).join('') };
}

function inMap(text: string, map: YAMLMap): Edit[] {
  const there = new Map(map.items.map((pair: Pair) => [isScalar(pair.key) ? pair.key.value : pair.key, pair]));
  const changed = [...OVERRIDDEN].flatMap(([name, spec]) => {
    const value = there.get(name)?.value;
    if (!isScalar(value) || value.value === spec || !value.range) return [];
    return [{ start: value.range[0], end: value.range[1], text: quoted(spec) }];
  });
  const missing = [...OVERRIDDEN].filter(([name]) => !there.has(name));
  const first = map.items[0]?.key;
  if (missing.length === 0 || !isScalar(first) || !first.range || map.flow) return changed;
  const start = first.range[0];
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const lines = missing.map(([name, spec]) => `${entry(name, spec)}${eolOf(text)}${indent}`);
  return [{ start, end: start, text: lines.join('') }, ...changed];
}

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
const quoted = (value: string): string => `'${value}'`;
const entry = (name: string, spec: string): string => `${quoted(name)}: ${quoted(spec)}`;
