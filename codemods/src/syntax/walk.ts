import { ts } from 'ts-morph';

/** Every node below `node` for which `pick` gives something, in the order of the text. */
export function collect<T>(node: ts.Node, pick: (node: ts.Node) => T | undefined): T[] {
  const found: T[] = [];
  const visit = (one: ts.Node): void => {
    const picked = pick(one);
    if (picked !== undefined) found.push(picked);
    ts.forEachChild(one, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

/** The expression itself, without parentheses, `as`, `satisfies`, `!`, `await` around it. */
export function bare(node: ts.Expression): ts.Expression {
  const wraps =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAwaitExpression(node);
  return wraps ? bare(node.expression) : node;
}
