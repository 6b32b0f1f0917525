/**
 * `maximumAttempts` is the number of repetitions in HotMesh, and of runs here: one more. Only in files that still import HotMesh:
 * a file that is done has counts of runs.
 */
import { type SourceFile, ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import { membersOf, nameText } from '../../syntax/object-literals';
import { bare, collect } from '../../syntax/walk';

const found = findingOf('hotmesh');

export function attemptFindings(ast: SourceFile): Finding[] {
  return collect(ast.compilerNode, (node) => {
    if (!ts.isPropertyAssignment(node) || !/^(retryPolicy|config)$/.test(nameText(node.name) ?? '')) return undefined;
    const policy = bare(node.initializer);
    return ts.isObjectLiteralExpression(policy) ? policyFindings(policy) : undefined;
  }).flat();
}

function policyFindings(policy: ts.ObjectLiteralExpression): Finding[] {
  return membersOf(policy).flatMap(({ name, node, value }) => {
    if (name !== 'maximumAttempts' || value === undefined) return [];
    const text = oneMore(node, value);
    const place = ts.isShorthandPropertyAssignment(node) ? node : value;
    const edits = [{ start: place.getStart(), end: place.getEnd(), text }];
    return [
      found(node.getStart(), 'small-rewrite', 'maximumAttempts counts runs; HotMesh counted repetitions', {
        doc: 'docs/meshflow.md',
        edits,
      }),
    ];
  });
}

function oneMore(node: ts.Node, value: ts.Expression): string {
  if (ts.isNumericLiteral(value)) return String(Number(value.text) + 1);
  const simple = ts.isIdentifier(value) || ts.isPropertyAccessExpression(value) || ts.isCallExpression(value);
  const sum = simple ? `${value.getText()} + 1` : `(${value.getText()}) + 1`;
  return ts.isShorthandPropertyAssignment(node) ? `${value.getText()}: ${sum}` : sum;
}
