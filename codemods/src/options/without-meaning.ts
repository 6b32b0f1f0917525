import { ts } from 'ts-morph';
import type { Finding } from '../model/finding';
import type { findingOf } from '../model/finding-of';
import { literalsOf, type Member, membersOf } from '../syntax/object-literals';
import { removeFromList } from '../syntax/removal';
import { isStaticValue } from '../syntax/static-values';

/** Why options have no effect, by name; a table stands for an object of options. */
export interface Reasons {
  readonly [name: string]: string | Reasons;
}

/**
 * Findings about options that nothing here acts on. Those whose value can go without leaving a name unused are taken away, with the
 * object that held them when nothing else is in it.
 */
export function optionsWithoutMeaning(
  found: ReturnType<typeof findingOf>,
  literal: ts.ObjectLiteralExpression,
  reasons: Reasons,
): Finding[] {
  const members = membersOf(literal);
  const gone = members.filter((member) => isGone(member, reasons[member.name]));
  const edits = removeFromList(
    literal.getSourceFile().text,
    literal.properties,
    gone.map((member) => member.node),
  );
  const messages = members.flatMap((member) => messagesOf(found, member, reasons[member.name], gone.includes(member)));
  const [first, ...rest] = messages;
  return first === undefined ? [] : [{ ...first, edits: [...edits, ...first.edits] }, ...rest];
}

function messagesOf(
  found: ReturnType<typeof findingOf>,
  { name, node, value }: Member,
  reason: string | Reasons | undefined,
  isRemoved: boolean,
): Finding[] {
  if (reason === undefined) return [];
  const doc = 'docs/options-without-meaning.md';
  if (typeof reason === 'string') {
    return [found(node.getStart(), 'simplification', `\`${name}\` has no effect: ${reason}`, { doc })];
  }
  const inner = value ? literalsOf(value).flatMap((held) => optionsWithoutMeaning(found, held, reason)) : [];
  return isRemoved ? inner.map((finding) => ({ ...finding, edits: [] })) : inner;
}

function isGone({ value }: Member, reason: string | Reasons | undefined): boolean {
  if (reason === undefined || value === undefined) return false;
  if (typeof reason === 'string') return isStaticValue(value);
  if (!ts.isObjectLiteralExpression(value) || value.properties.length === 0) return false;
  const members = membersOf(value);
  return members.length === value.properties.length && members.every((member) => isGone(member, reason[member.name]));
}
