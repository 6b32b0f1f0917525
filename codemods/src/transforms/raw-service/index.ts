import { ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { CodeTransform } from '../../model/transform';
import { collect } from '../../syntax/walk';
import { INSTEAD } from './instead';

const found = findingOf('raw-service');
const DOC = 'docs/known-gaps.md';
const SERVICES = new Set(['workflowService', 'operatorService', 'testService', 'healthService']);

/** Calls of gRPC services, which nothing answers here: marked, with the call that takes their place. */
export const rawService: CodeTransform = {
  name: 'raw-service',
  title: 'Raw gRPC calls are marked',
  kind: 'code',
  from: 'temporal',
  concerns: (text) => /\b(workflow|operator|test|health)Service\b/.test(text),
  run: ({ ast }) => collect(ast.compilerNode, ofService),
};

/**
 * `connection.workflowService.describeNamespace(...)`; a service taken from a connection; `workflowService.describeNamespace(...)`
 * where it came from elsewhere. Of services that may be the application's own, only methods of Temporal's are meant.
 */
function ofService(node: ts.Node): Finding | undefined {
  const service = serviceName(node);
  if (service === undefined) return undefined;
  const method = methodOf(node);
  const instead = method !== undefined && Object.hasOwn(INSTEAD, method) ? INSTEAD[method] : undefined;
  if (instead?.works) return undefined;
  const isTaken = ts.isPropertyAccessExpression(node) && isConnection(node.expression);
  if (instead === undefined && !isTaken) return undefined;
  const call = method === undefined ? service : `${service}.${method}`;
  const wayOut = instead?.text ?? 'is there a call of the client that does the same?';
  const message = `${call} throws, as nothing answers gRPC here: ${wayOut}`;
  return found(node.getStart(), instead?.class ?? 'unsupported', message, { doc: DOC, question: message });
}

function serviceName(node: ts.Node): string | undefined {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  const isMember = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name && name === node;
  return ts.isIdentifier(name) && SERVICES.has(name.text) && !isMember ? name.text : undefined;
}

function methodOf(node: ts.Node): string | undefined {
  const { parent } = node;
  return ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent.name.text : undefined;
}

/** A service of the application's own can have the same name: `this.workflowService`. */
function isConnection(node: ts.Expression): boolean {
  return /(connection|client|env)$/i.test(node.getText());
}
