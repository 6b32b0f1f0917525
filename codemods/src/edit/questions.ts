/** Questions to a person, left in the file as one searchable comment each. */
import { posix } from 'node:path';
import type { SourceFile } from 'ts-morph';
import type { Edit, Finding } from '../model/finding';
import { commentLine } from './comment-line';
import { lineStart } from './lines';

/** What all question comments have in common: search for it. */
const MARKER = 'PERDURE-MIGRATE:';

/** Code, and the settings of TypeScript, which is JSON with comments. */
const SLASHES = /(\.[cm]?[jt]sx?|\.jsonc|^[tj]sconfig[^/]*\.json)$/;
const HASH = /(\.(ya?ml|toml|env|sh|properties|conf|ini)|^\.env.*|^Dockerfile.*|^Makefile|^\.npmrc|.*\.env\..*)$/;

/** Edits that add the comments which are not there yet. `ast` is the tree of a code file. */
export function questionEdits(path: string, text: string, findings: readonly Finding[], ast?: SourceFile): Edit[] {
  const sign = commentSign(path);
  if (sign === undefined) return [];
  const edits: Edit[] = [];
  for (const { question, at, edits: own } of findings) {
    if (question === undefined) continue;
    const start = outsideOf(findings, lineStart(text, commentLine(text, at, ast)), text, own);
    const comment = `${sign} ${MARKER} ${question.replace(/\s+/g, ' ').trim()}`;
    if (commentsAbove(text, start, sign).includes(comment)) continue;
    edits.push({ start, end: start, text: `${indentAt(text, start)}${comment}\n` });
  }
  return edits;
}

/** How many questions a file holds. */
export function countQuestions(path: string, text: string): number {
  const sign = commentSign(path);
  return sign === undefined ? 0 : text.split(`${sign} ${MARKER}`).length - 1;
}

function commentSign(path: string): '//' | '#' | undefined {
  const name = posix.basename(path);
  if (SLASHES.test(name)) return '//';
  return HASH.test(name) ? '#' : undefined;
}

/** An edit that swallows the place moves the comment above the edit. */
function outsideOf(findings: readonly Finding[], place: number, text: string, own: readonly Edit[]): number {
  const all = [...own, ...findings.flatMap((finding) => finding.edits)];
  const around = all.find((edit) => edit.start < place && place < edit.end);
  return around === undefined ? place : outsideOf(findings, lineStart(text, around.start), text, own);
}

function commentsAbove(text: string, start: number, sign: string): string[] {
  const lines = text.slice(0, start).split(/\r?\n/).slice(0, -1).reverse();
  const end = lines.findIndex((line) => !line.trim().startsWith(sign));
  return lines.slice(0, end === -1 ? undefined : end).map((line) => line.trim());
}

function indentAt(text: string, start: number): string {
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}
