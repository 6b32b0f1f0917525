import { ts } from 'ts-morph';
import { bare, collect } from './walk';

/**
 * True for a value that does nothing and can be taken away without leaving a name unused: literals, variables of the
 * environment, names that are used elsewhere too, and arrays and objects of them.
 */
export function isStaticValue(node: ts.Node): boolean {
  if (ts.isExpression(node) && bare(node) !== node) return isStaticValue(bare(node));
  if (ts.isObjectLiteralExpression(node)) return node.properties.every(isStaticMember);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isStaticValue);
  if (ts.isPrefixUnaryExpression(node)) return isStaticValue(node.operand);
  if (ts.isBinaryExpression(node)) return isStaticValue(node.left) && isStaticValue(node.right);
  if (ts.isTemplateExpression(node)) return node.templateSpans.every((span) => isStaticValue(span.expression));
  if (ts.isCallExpression(node)) return isPure(node.expression) && node.arguments.every(isStaticValue);
  if (ts.isIdentifier(node) && isUsedElsewhere(node)) return true;
  return isSimpleLiteral(node) || environmentName(node) !== undefined;
}

/** Functions of the SDK that only compute a value. */
function isPure(callee: ts.Expression): boolean {
  return /(^|\.)makeTelemetryFilterString$/.test(callee.getText());
}

function isStaticMember(member: ts.ObjectLiteralElementLike): boolean {
  if (ts.isShorthandPropertyAssignment(member)) return isUsedElsewhere(member.name);
  return ts.isPropertyAssignment(member) && isStaticValue(member.initializer);
}

/** Declared in this file, and used in another place than this. */
function isUsedElsewhere(name: ts.Identifier): boolean {
  const file = name.getSourceFile();
  const others = collect(file, (node) => (isUse(node) && node.text === name.text && node !== name ? node : undefined));
  return others.length > 1;
}

function isUse(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  const isName = (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
  return !isName;
}

function isSimpleLiteral(node: ts.Node): boolean {
  const { TrueKeyword, FalseKeyword, NullKeyword } = ts.SyntaxKind;
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return true;
  return [TrueKeyword, FalseKeyword, NullKeyword].includes(node.kind) || isUndefined(node);
}

export function isUndefined(node: ts.Node): boolean {
  return ts.isIdentifier(node) && node.text === 'undefined';
}

/** `TEMPORAL_ADDRESS` of `process.env.TEMPORAL_ADDRESS`, in either notation, and of `import.meta.env`, `Bun.env`. */
export function environmentName(node: ts.Node): string | undefined {
  const outer = ts.isExpression(node) ? bare(node) : node;
  if (ts.isPropertyAccessExpression(outer) && isEnvironment(outer.expression)) return outer.name.text;
  if (!ts.isElementAccessExpression(outer) || !isEnvironment(outer.expression)) return undefined;
  return ts.isStringLiteralLike(outer.argumentExpression) ? outer.argumentExpression.text : undefined;
}

function isEnvironment(node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'env' &&
    /^(process|Bun|import\.meta)$/.test(node.expression.getText())
  );
}
