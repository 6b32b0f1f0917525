/** The object literals of a file that are options of a connection. */
import { ts } from 'ts-morph';
import { literalsOf } from '../../syntax/object-literals';
import type { TemporalNames } from '../../syntax/temporal-names';
import { bare, collect } from '../../syntax/walk';

const CONNECTS = new Set(['connect', 'lazy', 'create']);
const OPTION_TYPES = new Set(['ConnectionOptions', 'NativeConnectionOptions']);

export interface ConnectionCall {
  readonly call: ts.CallExpression;
  readonly owner: 'Connection' | 'NativeConnection';
}

/** `Connection.connect(...)`, `Connection.lazy(...)`, `NativeConnection.connect(...)`. */
export function connectionCalls(file: ts.SourceFile, names: TemporalNames): ConnectionCall[] {
  return collect(file, (call) => {
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
    if (!CONNECTS.has(call.expression.name.text)) return undefined;
    const owner = names.of(call.expression.expression);
    return owner === 'Connection' || owner === 'NativeConnection' ? { call, owner } : undefined;
  });
}

/** Literals that reach one of the calls, or are declared to be options of connections; each once. */
export function optionsObjects(
  file: ts.SourceFile,
  names: TemporalNames,
  calls: readonly ConnectionCall[],
): ts.ObjectLiteralExpression[] {
  const passed = calls.flatMap(({ call }) => call.arguments.slice(0, 1));
  const typed = collect(file, (node) => declared(node, names)).flatMap(valuesOf);
  return [...new Set([...passed, ...typed].flatMap((expression) => literalsOf(expression)))].sort(
    (a, b) => a.pos - b.pos,
  );
}

type Declared =
  | ts.VariableDeclaration
  | ts.FunctionDeclaration
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.SatisfiesExpression
  | ts.AsExpression;

function declared(node: ts.Node, names: TemporalNames): Declared | undefined {
  const typed =
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isAsExpression(node);
  return typed && node.type && isOptionsType(node.type, names) ? node : undefined;
}

function isOptionsType(type: ts.TypeNode, names: TemporalNames): boolean {
  if (!ts.isTypeReferenceNode(type)) return false;
  if (OPTION_TYPES.has(names.of(type) ?? '')) return true;
  return (type.typeArguments ?? []).some((argument) => isOptionsType(argument, names));
}

function valuesOf(node: Declared): ts.Expression[] {
  if (ts.isVariableDeclaration(node)) return node.initializer ? [node.initializer] : [];
  if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) return [node.expression];
  const { body } = node;
  if (body === undefined) return [];
  return ts.isBlock(body) ? returned(body) : [bare(body)];
}

function returned(body: ts.Block): ts.Expression[] {
  return collect(body, (node) => (ts.isReturnStatement(node) ? node.expression : undefined));
}
