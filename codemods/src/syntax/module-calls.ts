import { ts } from 'ts-morph';
import type { SpecifierForm } from './module-specifiers';

type CallForm = Extract<SpecifierForm, 'dynamic import' | 'require' | 'resolve' | 'mock' | 'string'>;

/** Objects with functions that replace or load a module by its name: `jest.mock('...')`. */
const MOCKERS = new Set(['jest', 'vi', 'vitest', 'mock', 'td', 'sinon', 'quibble']);

const MOCK_FUNCTIONS =
  /^((un|deepUn|do|doUn|dont|set|unstable_un)?[mM]ock|unstable_mockModule|(require|import)(Actual|Mock)|(create|gen)MockFromModule|generateMockFromModule|module|replace|replaceEsm)$/;

const MOCK_CALLS = new Set(['proxyquire', 'mockRequire', 'mockModule', 'quibble', 'rewire']);
const REQUIRE_CALLS = new Set(['require', 'requireActual', 'nodeRequire', '__non_webpack_require__']);

/** What a call does with the module that its first argument names. */
export function formOfCall(call: ts.CallExpression): CallForm {
  const callee = call.expression;
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return 'dynamic import';
  if (ts.isIdentifier(callee)) return formOfName(callee.text);
  if (!ts.isPropertyAccessExpression(callee)) return 'string';
  const name = callee.name.text;
  const owner = rootOf(callee.expression);
  if (name === 'resolve' && (owner === 'require' || owner === 'import.meta')) return 'resolve';
  if (name === 'require') return 'require';
  return owner !== undefined && MOCKERS.has(owner) && MOCK_FUNCTIONS.test(name) ? 'mock' : 'string';
}

function formOfName(name: string): CallForm {
  if (REQUIRE_CALLS.has(name)) return 'require';
  return MOCK_CALLS.has(name) ? 'mock' : 'string';
}

/** `jest` of `jest.mock(...).mock(...)`. */
function rootOf(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isMetaProperty(node)) return 'import.meta';
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return rootOf(node.expression);
  return undefined;
}
