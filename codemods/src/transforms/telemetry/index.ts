import { type SourceFile, ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { ProjectFacts } from '../../model/project-facts';
import type { CodeTransform } from '../../model/transform';
import { optionsWithoutMeaning } from '../../options/without-meaning';
import { literalsOf, valueAt } from '../../syntax/object-literals';
import { temporalNames } from '../../syntax/temporal-names';
import { withoutUnusedImports } from '../../syntax/unused-imports';
import { collect } from '../../syntax/walk';
import { metricsFindings } from './metrics';
import { REASONS } from './reasons';

const found = findingOf('telemetry');

/** `Runtime.install`: what works, what changes, what can go. */
export const telemetry: CodeTransform = {
  name: 'telemetry',
  title: 'Telemetry options without effect go',
  kind: 'code',
  from: 'temporal',
  concerns: (text) => /\bRuntime\b/.test(text),
  run: ({ ast }, facts) => withoutUnusedImports(ast, runtimeFindings(ast, facts)),
};

function runtimeFindings(ast: SourceFile, facts: ProjectFacts): Finding[] {
  const names = temporalNames(ast, ['worker'], facts);
  const installs = collect(ast.compilerNode, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
    const { expression, name } = node.expression;
    return name.text === 'install' && names.of(expression) === 'Runtime' ? node.arguments[0] : undefined;
  });
  const literals = [...new Set(installs.flatMap((options) => literalsOf(options)))];
  const findings = literals.flatMap((literal) => [
    ...metricsFindings(metricsOf(literal)),
    ...optionsWithoutMeaning(found, literal, REASONS),
  ]);
  return findings.sort((a, b) => a.at - b.at);
}

function metricsOf(literal: ts.ObjectLiteralExpression): ts.Expression | undefined {
  const options = valueAt(literal, 'telemetryOptions');
  return (
    options &&
    literalsOf(options)
      .map((inner) => valueAt(inner, 'metrics'))
      .find((value) => value !== undefined)
  );
}
