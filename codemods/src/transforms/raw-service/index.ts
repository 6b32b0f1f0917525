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

/** `connection.workflowService.describeNamespace(...)`, and `workflowService` taken from a connection by itself. */
function ofService(node: ts.Node): Finding | undefined {
  if (!ts.isPropertyAccessExpression(node) || !SERVICES.has(node.name.text)) return undefined;
  const service = node.name.text;
  const method =
    ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node ? node.parent.name.text : undefined;
  const instead = method !== undefined && Object.hasOwn(INSTEAD, method) ? INSTEAD[method] : undefined;
  if (instead === undefined && !isConnection(node.expression)) return undefined;
  const call = method === undefined ? service : `${service}.${method}`;
  if (instead?.works) return undefined;
  const wayOut = instead?.text ?? 'is there a call of the client that does the same?';
  return found(
    node.getStart(),
    instead?.class ?? 'unsupported',
    `${call} throws: nothing answers gRPC here; ${wayOut}`,
    {
      doc: DOC,
      question: `${call} throws, as nothing answers gRPC here: ${wayOut}`,
    },
  );
}

/** A service of the application's own can have the same name: `this.workflowService`. */
function isConnection(node: ts.Expression): boolean {
  return /(connection|client|env)$/i.test(node.getText());
}
