/**
 * Reads what a webpack hook sets, as a list: `config.resolve.alias['~'] = x` is the path `resolve.alias.~` with the value x.
 * What the config had before (`...config.resolve`) is not listed. Undefined when any part of the hook does something else.
 */
import { ts } from 'ts-morph';
import { nameText } from '../../syntax/object-literals';
import { bare } from '../../syntax/walk';

export interface Setting {
  readonly path: readonly string[];
  readonly value: ts.Expression;
}

type Hook = ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration | ts.FunctionDeclaration;

/** Names that stand for a part of the config: the parameter for all of it, `const plugins = config.plugins ?? []`. */
type Names = Map<string, readonly string[]>;

class Unreadable extends Error {}

export function readHook(hook: Hook): Setting[] | undefined {
  const [parameter] = hook.parameters;
  if (hook.body === undefined || hook.parameters.length !== 1 || !parameter || !ts.isIdentifier(parameter.name))
    return undefined;
  const names: Names = new Map([[parameter.name.text, []]]);
  try {
    if (!ts.isBlock(hook.body)) return valueSettings(hook.body, [], names);
    return hook.body.statements.flatMap((statement) => statementSettings(statement, names));
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function statementSettings(statement: ts.Statement, names: Names): Setting[] {
  if (ts.isReturnStatement(statement) && statement.expression) return valueSettings(statement.expression, [], names);
  if (ts.isIfStatement(statement) && statement.elseStatement === undefined)
    return onlyNothing(blockOf(statement.thenStatement), names);
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((one) => named(one, names));
  if (!ts.isExpressionStatement(statement)) throw new Unreadable();
  const expression = bare(statement.expression);
  if (ts.isBinaryExpression(expression)) return assignment(expression, names);
  if (ts.isCallExpression(expression)) return call(expression, names);
  throw new Unreadable();
}

/** `if (!config.resolve) config.resolve = {}` sets nothing. */
function onlyNothing(statements: readonly ts.Statement[], names: Names): Setting[] {
  if (statements.flatMap((one) => statementSettings(one, names)).length > 0) throw new Unreadable();
  return [];
}

function blockOf(statement: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(statement) ? statement.statements : [statement];
}

function named({ name, initializer }: ts.VariableDeclaration, names: Names): Setting[] {
  const path = initializer && pathOf(withoutDefault(initializer), names);
  if (!ts.isIdentifier(name) || path === undefined) throw new Unreadable();
  names.set(name.text, path);
  return [];
}

const ASSIGNMENTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
]);

function assignment({ left, right, operatorToken }: ts.BinaryExpression, names: Names): Setting[] {
  const path = pathOf(left, names);
  if (path === undefined || !ASSIGNMENTS.has(operatorToken.kind)) throw new Unreadable();
  return valueSettings(right, path, names);
}

/** `config.plugins.push(x)`, `Object.assign(config.resolve.alias, { ... })`. */
function call(node: ts.CallExpression, names: Names): Setting[] {
  if (!ts.isPropertyAccessExpression(node.expression)) throw new Unreadable();
  const { expression: owner, name } = node.expression;
  const [target, ...sources] = node.arguments;
  if (owner.getText() === 'Object' && name.text === 'assign' && target) {
    const path = pathOf(withoutDefault(target), names);
    if (path === undefined) throw new Unreadable();
    return sources.flatMap((source) => valueSettings(source, path, names));
  }
  const path = pathOf(owner, names);
  if (path === undefined || !/^(push|unshift)$/.test(name.text)) throw new Unreadable();
  return node.arguments.map((value) => ({ path, value }));
}

/** Objects and lists are taken apart; what they had before is left out. */
function valueSettings(value: ts.Expression, path: readonly string[], names: Names): Setting[] {
  const node = withoutDefault(value);
  if (pathOf(node, names) !== undefined) return [];
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((element) => elementSettings(element, path, names));
  if (!ts.isObjectLiteralExpression(node) || path.length > 2) return [{ path, value: node }];
  return node.properties.flatMap((member): Setting[] => {
    if (ts.isSpreadAssignment(member)) return spread(member.expression, path, names);
    const name =
      ts.isPropertyAssignment(member) || ts.isShorthandPropertyAssignment(member) ? nameText(member.name) : undefined;
    if (name === undefined) throw new Unreadable();
    return valueSettings(
      ts.isPropertyAssignment(member) ? member.initializer : (member.name as ts.Identifier),
      [...path, name],
      names,
    );
  });
}

function elementSettings(element: ts.Expression, path: readonly string[], names: Names): Setting[] {
  return ts.isSpreadElement(element) ? spread(element.expression, path, names) : [{ path, value: element }];
}

function spread(value: ts.Expression, path: readonly string[], names: Names): Setting[] {
  const before = pathOf(withoutDefault(value), names);
  if (before === undefined || before.join('.') !== path.join('.')) throw new Unreadable();
  return [];
}

/** `x` of `x ?? {}`, `x || []`. */
function withoutDefault(value: ts.Expression): ts.Expression {
  const node = bare(value);
  if (!ts.isBinaryExpression(node)) return node;
  const isDefault = /^(\{\}|\[\])$/.test(node.right.getText().replace(/\s/g, ''));
  return isDefault && /^(\?\?|\|\|)$/.test(node.operatorToken.getText()) ? withoutDefault(node.left) : node;
}

/** The part of the config that an expression stands for: `['resolve', 'alias']`. */
function pathOf(value: ts.Expression, names: Names): readonly string[] | undefined {
  const node = bare(value);
  if (ts.isIdentifier(node)) return names.get(node.text);
  const key = ts.isPropertyAccessExpression(node) ? node.name.text : keyOf(node);
  if (key === undefined) return undefined;
  const owner = pathOf((node as ts.PropertyAccessExpression | ts.ElementAccessExpression).expression, names);
  return owner && [...owner, key];
}

function keyOf(node: ts.Node): string | undefined {
  const argument = ts.isElementAccessExpression(node) ? node.argumentExpression : undefined;
  return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}
