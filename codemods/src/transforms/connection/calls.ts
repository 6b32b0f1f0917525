/** Calls that reach for a connection without saying where, or that give it credentials. */
import { type SourceFile, ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import { literalsOf, valueAt } from '../../syntax/object-literals';
import type { TemporalNames } from '../../syntax/temporal-names';
import { collect } from '../../syntax/walk';

const found = findingOf('connection');
const DEFAULT = 'PERDURE_REDIS_URL, else redis://localhost:6379';

export function callFindings(ast: SourceFile, names: TemporalNames): Finding[] {
  return collect(ast.compilerNode, (node) => {
    if (ts.isNewExpression(node)) return ofClient(node, names);
    return ts.isCallExpression(node) ? (ofApiKey(node) ?? ofDefault(node, names) ?? ofProfile(node, names)) : undefined;
  });
}

function ofClient(node: ts.NewExpression, names: TemporalNames): Finding | undefined {
  const name = names.of(node.expression);
  if (name !== 'Client' && name !== 'WorkflowClient') return undefined;
  if (!isWithout(node.arguments?.[0], 'connection')) return undefined;
  return found(node.getStart(), 'direct-swap', `\`new ${name}()\` without a connection goes to ${DEFAULT}`);
}

function ofDefault(node: ts.CallExpression, names: TemporalNames): Finding | undefined {
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const owner = names.of(node.expression.expression);
  const method = `${owner}.${node.expression.name.text}`;
  const option = DEFAULTS.get(method);
  if (option === undefined || !isWithout(node.arguments[0], option)) return undefined;
  return found(node.getStart(), 'direct-swap', `\`${method}\` without ${option} goes to ${DEFAULT}`);
}

const DEFAULTS = new Map([
  ['Connection.connect', 'address'],
  ['Connection.lazy', 'address'],
  ['NativeConnection.connect', 'address'],
  ['Worker.create', 'connection'],
]);

/** True when the options can be read here and do not have it. */
function isWithout(options: ts.Expression | undefined, name: string): boolean {
  if (options === undefined) return true;
  const [literal, ...others] = literalsOf(options);
  if (literal === undefined || others.length > 0 || literal.properties.some(ts.isSpreadAssignment)) return false;
  return valueAt(literal, name) === undefined && valueAt(literal, 'redis') === undefined;
}

/** `connection.setApiKey(key)`, `connection.withApiKey(key, fn)`. */
function ofApiKey(node: ts.CallExpression): Finding | undefined {
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const name = node.expression.name.text;
  if (name !== 'setApiKey' && name !== 'withApiKey') return undefined;
  return found(node.getStart(), 'unsupported', `\`${name}\` throws: Redis has no API keys`, {
    doc: 'docs/options-without-meaning.md',
    question: `${name} throws, as Redis has no API keys: can the call go, with user name and password in the URL instead?`,
  });
}

function ofProfile(node: ts.CallExpression, names: TemporalNames): Finding | undefined {
  const name = names.of(node.expression);
  if (name !== 'loadClientConnectConfig') return undefined;
  return found(
    node.getStart(),
    'direct-swap',
    `\`${name}\` reads PERDURE_REDIS_URL first, then TEMPORAL_ADDRESS and the profile`,
  );
}
