import { type SourceFile, type ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import type { findingOf } from '../../model/finding-of';
import { type Member, membersOf } from '../../syntax/object-literals';
import { removeFromList } from '../../syntax/removal';
import { isStaticValue } from '../../syntax/static-values';
import { addressChanges } from './address-value';
import { isSecured, optionRule } from './option-rules';

type Found = ReturnType<typeof findingOf>;

/** Findings of one options literal, in the name of a transform. */
export function optionFindings(
  found: Found,
  ast: SourceFile,
  literal: ts.ObjectLiteralExpression,
  redisUrl: string,
): Finding[] {
  const members = membersOf(literal);
  const secured = isSecured(members);
  const gone = members.filter(isRemoved).map((member) => member.node);
  const removal = new Map(gone.map((node) => [node, removeFromList(ast.compilerNode.text, literal.properties, gone)]));
  return members.flatMap((member) => {
    if (member.name === 'address') return ofAddress(found, member, redisUrl, secured);
    return ofOption(found, member, gone[0] === member.node ? removal.get(member.node) : []);
  });
}

function ofAddress(found: Found, { value }: Member, redisUrl: string, secured: boolean): Finding[] {
  if (value === undefined) return [];
  return addressChanges(value, redisUrl, secured).map(({ at, message, edits, question }) => {
    const changeClass = edits.length === 0 || question !== undefined ? 'operational-change' : 'small-rewrite';
    return found(at, changeClass, message, {
      edits,
      doc: 'docs/redis.md',
      ...(question !== undefined && { question }),
    });
  });
}

function ofOption(found: Found, { name, node, value }: Member, edits: Finding['edits'] = []): Finding[] {
  const rule = optionRule(name, value);
  if (rule === undefined) return [];
  const { message, question } = rule;
  const rest = { edits, doc: 'docs/options-without-meaning.md', ...(question !== undefined && { question }) };
  return [found(node.getStart(), rule.class, message, rest)];
}

function isRemoved({ name, value }: Member): boolean {
  const remove = optionRule(name, value)?.remove;
  return remove === 'always' || (remove === 'static' && value !== undefined && isStaticValue(value));
}
