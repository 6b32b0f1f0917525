import { type SourceFile, ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { ProjectFacts } from '../../model/project-facts';
import type { CodeTransform } from '../../model/transform';
import { optionsWithoutMeaning, type Reasons } from '../../options/without-meaning';
import { literalsOf } from '../../syntax/object-literals';
import { type TemporalNames, temporalNames } from '../../syntax/temporal-names';
import { withoutUnusedImports } from '../../syntax/unused-imports';
import { collect } from '../../syntax/walk';

const found = findingOf('test-environment');
const DOC = 'docs/testing.md';

const NO_SERVER = 'nothing is downloaded and no server is started';
const COMMON = { executable: NO_SERVER, port: NO_SERVER, extraArgs: NO_SERVER };

interface Environment {
  readonly message: string;
  readonly reasons: Reasons;
}

const ENVIRONMENTS: Readonly<Record<string, Environment>> = {
  createTimeSkipping: {
    message: 'the test environment runs in this process, and skips time',
    reasons: { server: COMMON },
  },
  createLocal: {
    message: 'the test environment is on the Redis of PERDURE_REDIS_URL; without it, in this process',
    reasons: {
      server: {
        ...COMMON,
        dbFilename: 'an environment is removed by its teardown',
        ip: NO_SERVER,
        ui: NO_SERVER,
        uiPort: NO_SERVER,
        log: NO_SERVER,
        searchAttributes: 'search attributes need no registration',
      },
    },
  },
  createFromExistingServer: { message: 'the test environment uses a Redis that is there', reasons: {} },
};

/** `TestWorkflowEnvironment`: no server is downloaded or started. */
export const testEnvironment: CodeTransform = {
  name: 'test-environment',
  title: 'Test environments need no server',
  kind: 'code',
  from: 'temporal',
  concerns: (text) => /TestWorkflowEnvironment|NexusEndpoint/.test(text),
  run: ({ ast }, facts) => withoutUnusedImports(ast, findings(ast, facts)),
};

function findings(ast: SourceFile, facts: ProjectFacts): Finding[] {
  const names = temporalNames(ast, ['testing'], facts);
  return collect(ast.compilerNode, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
    return ofNexus(node, node.expression.name.text) ?? ofEnvironment(node, node.expression, names);
  }).flat();
}

function ofEnvironment(
  call: ts.CallExpression,
  { name, expression }: ts.PropertyAccessExpression,
  names: TemporalNames,
): Finding[] | undefined {
  const environment = Object.hasOwn(ENVIRONMENTS, name.text) ? ENVIRONMENTS[name.text] : undefined;
  if (environment === undefined || names.of(expression) !== 'TestWorkflowEnvironment') return undefined;
  const literals = call.arguments[0] ? literalsOf(call.arguments[0]) : [];
  const options = literals.flatMap((literal) => optionsWithoutMeaning(found, literal, environment.reasons));
  return [found(call.getStart(), 'direct-swap', environment.message, { doc: DOC }), ...options];
}

function ofNexus(call: ts.CallExpression, name: string): Finding[] | undefined {
  if (name !== 'createNexusEndpoint' && name !== 'deleteNexusEndpoint') return undefined;
  const question = `${name} throws: there is no Nexus here. Can the test call the workflow or activity by its task queue?`;
  return [found(call.getStart(), 'unsupported', `${name} throws: there is no Nexus here`, { doc: DOC, question })];
}
