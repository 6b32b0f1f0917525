import { type SourceFile, ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { ProjectFacts } from '../../model/project-facts';
import type { CodeTransform } from '../../model/transform';
import { optionsWithoutMeaning, type Reasons } from '../../options/without-meaning';
import { literalsOf, membersOf, valueAt } from '../../syntax/object-literals';
import { isStaticValue } from '../../syntax/static-values';
import { type TemporalNames, temporalNames } from '../../syntax/temporal-names';
import { withoutUnusedImports } from '../../syntax/unused-imports';
import { collect } from '../../syntax/walk';
import { REASONS, REFUSED } from './tables';

const found = findingOf('worker-options');

/** Options of workers that have nothing to act on here, or are refused. */
export const workerOptions: CodeTransform = {
  name: 'worker-options',
  title: 'Options of workers without effect go',
  kind: 'code',
  from: 'temporal',
  concerns: (text) => /\bWorker(Options)?\b/.test(text),
  run: ({ ast }, facts) => withoutUnusedImports(ast, findings(ast, facts)),
};

function findings(ast: SourceFile, facts: ProjectFacts): Finding[] {
  const names = temporalNames(ast, ['worker'], facts);
  const options = collect(ast.compilerNode, (node) => optionsIn(node, names));
  const literals = [...new Set(options.flatMap((expression) => literalsOf(expression)))];
  return literals.flatMap((literal) => [
    ...refused(literal),
    ...optionsWithoutMeaning(found, literal, reasonsFor(literal)),
  ]);
}

/** A worker with `useVersioning` needs its `buildId`: they go together, or stay. */
function reasonsFor(literal: ts.ObjectLiteralExpression): Reasons {
  const versioning = ['useVersioning', 'buildId'].map((name) => valueAt(literal, name));
  if (versioning.every((value) => value === undefined || isStaticValue(value))) return REASONS;
  const { buildId: _buildId, useVersioning: _useVersioning, ...rest } = REASONS;
  return rest;
}

/** The options of `Worker.create(...)`, and of a variable that is declared to be some. */
function optionsIn(node: ts.Node, names: TemporalNames): ts.Expression | undefined {
  if (ts.isVariableDeclaration(node)) {
    return node.type && names.of(node.type) === 'WorkerOptions' ? node.initializer : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const isCreate = node.expression.name.text === 'create' && names.of(node.expression.expression) === 'Worker';
  return isCreate ? node.arguments[0] : undefined;
}

function refused(literal: ts.ObjectLiteralExpression): Finding[] {
  return membersOf(literal).flatMap(({ name, node, value }) => {
    const wayOut = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
    if (wayOut === undefined || (value && isHarmless(value))) return [];
    const doc = 'docs/options-without-meaning.md';
    return [
      found(node.getStart(), 'unsupported', `\`${name}\` is refused: ${wayOut}`, {
        doc,
        question: `${name} is refused here: ${wayOut}`,
      }),
    ];
  });
}

/** No services at all; a version that is only named; slots of a fixed size. */
function isHarmless(value: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  const slots = literalsOf(value).flatMap((literal) => [
    ...literal.getText().matchAll(/['"](fixed-size|resource-based|custom)['"]/g),
  ]);
  if (slots.length > 0) return slots.every(([, type]) => type === 'fixed-size');
  const versioned = ts.isObjectLiteralExpression(value) ? valueAt(value, 'useWorkerVersioning') : undefined;
  return versioned?.kind === ts.SyntaxKind.FalseKeyword;
}
