import { type SourceFile, ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { ProjectFacts } from '../../model/project-facts';
import type { CodeTransform } from '../../model/transform';
import { temporalNames } from '../../syntax/temporal-names';
import { collect } from '../../syntax/walk';
import { METHODS, type Missing, NAMES, OPTION_NAMES } from './tables';

const found = findingOf('missing-features');

const WORDS = new RegExp(
  [...Object.values(NAMES).flatMap(Object.keys), ...Object.keys(METHODS), ...Object.keys(OPTION_NAMES)].join('|'),
);

/** Uses of what throws here, or does nothing: reported, never edited. */
export const missingFeatures: CodeTransform = {
  kind: 'code',
  name: 'missing-features',
  title: 'What does not exist on Redis is marked',
  from: 'temporal',
  concerns: (text) => WORDS.test(text) && /@(temporalio|perdure)\//.test(text),
  run: ({ ast }, facts) => [...ofNames(ast, facts), ...collect(ast.compilerNode, ofMember)],
};

function ofNames(ast: SourceFile, facts: ProjectFacts): Finding[] {
  return Object.entries(NAMES).flatMap(([name, missing]) => {
    const names = temporalNames(ast, [name], facts);
    return collect(ast.compilerNode, (node) => {
      const used = isUse(node) ? names.of(node) : undefined;
      const one = used === undefined ? undefined : missing[used];
      return one && used !== undefined ? say(node, used, one) : undefined;
    });
  });
}

/** A use of a name, and not its import or its declaration. */
function isUse(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isBindingElement(parent)) return false;
  return ts.isIdentifier(node) ? !ts.isPropertyAccessExpression(parent) || parent.expression === node : isAccess(node);
}

function isAccess(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) || ts.isQualifiedName(node);
}

function ofMember(node: ts.Node): Finding | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name } = node.expression;
    return Object.hasOwn(METHODS, name.text) ? say(name, name.text, METHODS[name.text]) : undefined;
  }
  const isOption =
    ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isMethodDeclaration(node);
  if (!isOption || !ts.isIdentifier(node.name) || !ts.isObjectLiteralExpression(node.parent)) return undefined;
  const name = node.name.text;
  return Object.hasOwn(OPTION_NAMES, name) ? say(node.name, name, OPTION_NAMES[name]) : undefined;
}

function say(node: ts.Node, name: string, missing: Missing | undefined): Finding | undefined {
  if (missing === undefined) return undefined;
  const { class: kind, reason, doc, question } = missing;
  return found(node.getStart(), kind, `${name}: ${reason}`, { doc, question });
}
