/** Object literals as options: their members by name, wherever in the expression they stand. */
import { ts } from 'ts-morph';
import { bare } from './walk';

/** A member that says a value: `address: x`, `address`, `address() {}` (whose value is the member itself). */
export interface Member {
  readonly name: string;
  readonly node: ts.ObjectLiteralElementLike;
  readonly value: ts.Expression | undefined;
}

/** Members that have a name. Of several with one name, all. */
export function membersOf(literal: ts.ObjectLiteralExpression): Member[] {
  return literal.properties.flatMap((node) => {
    if (ts.isSpreadAssignment(node)) return [];
    const name = nameText(node.name);
    return name === undefined ? [] : [{ name, node, value: valueOf(node) }];
  });
}

/** The value of the first member of that name. */
export function valueAt(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  return membersOf(literal).find((member) => member.name === name)?.value;
}

/** The name that is written, when it is not computed. */
export function nameText(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

function valueOf(node: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>): ts.Expression | undefined {
  if (ts.isPropertyAssignment(node)) return node.initializer;
  return ts.isShorthandPropertyAssignment(node) ? node.name : undefined;
}

/**
 * The object literals an options expression can come to: itself, both sides of a condition, what it spreads, the
 * initializer of a variable of this file.
 */
export function literalsOf(node: ts.Expression, seen: ReadonlySet<ts.Node> = new Set()): ts.ObjectLiteralExpression[] {
  const expression = bare(node);
  if (seen.has(expression)) return [];
  const inner = (next: ts.Expression) => literalsOf(next, new Set([...seen, expression]));
  if (ts.isObjectLiteralExpression(expression)) {
    return [
      expression,
      ...expression.properties.filter(ts.isSpreadAssignment).flatMap((spread) => inner(spread.expression)),
    ];
  }
  if (ts.isConditionalExpression(expression)) return [...inner(expression.whenTrue), ...inner(expression.whenFalse)];
  if (ts.isBinaryExpression(expression)) return [...inner(expression.left), ...inner(expression.right)];
  if (!ts.isIdentifier(expression)) return [];
  const initializer = variableOf(expression)?.initializer;
  return initializer ? inner(initializer) : [];
}

/** The declaration, in a scope around it, of the variable that an identifier names. */
export function variableOf(identifier: ts.Identifier): ts.VariableDeclaration | undefined {
  for (let scope: ts.Node = identifier.parent; scope; scope = scope.parent) {
    if (!ts.isSourceFile(scope) && !ts.isBlock(scope)) continue;
    const declarations = scope.statements
      .filter(ts.isVariableStatement)
      .flatMap((s) => [...s.declarationList.declarations]);
    const found = declarations.find(({ name }) => ts.isIdentifier(name) && name.text === identifier.text);
    if (found) return found;
  }
  return undefined;
}
