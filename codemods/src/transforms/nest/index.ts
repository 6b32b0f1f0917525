import { type SourceFile, ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { CodeTransform } from '../../model/transform';
import { type Reasons, optionsWithoutMeaning } from '../../options/without-meaning';
import { bindingsOf } from '../../syntax/imports';
import { type ModuleSpecifier, moduleSpecifiers } from '../../syntax/module-specifiers';
import { literalsOf, nameText } from '../../syntax/object-literals';
import { withoutUnusedImports } from '../../syntax/unused-imports';
import { collect } from '../../syntax/walk';
import { optionFindings } from '../connection/options';
import { REASONS as RUNTIME } from '../telemetry/reasons';
import { REASONS as WORKER } from '../worker-options/tables';
import { isNestPackage } from './packages';

const found = findingOf('nest');
const DOC = 'docs/migrating.md';
const REGISTERS = /^(register|for)(Root|Feature|Worker|Client)?(Async)?$/;

/** Modules of Nest for Temporal: they import Temporal's packages by themselves, so only npm overrides redirect them. */
export const nest: CodeTransform = {
  name: 'nest',
  title: 'Options of Nest modules are those of Redis',
  kind: 'code',
  from: 'temporal',
  concerns: (text) => /nest/i.test(text) && /temporal/i.test(text),
  run: ({ ast }, { redisUrl }) => {
    const imports = moduleSpecifiers(ast, isNestPackage);
    const calls = registrations(ast, imports);
    const options = calls.flatMap(({ call }) => optionsOf(ast, call, redisUrl));
    const findings = [...imports.map(ofImport), ...calls.map(ofRegistration), ...options];
    return withoutUnusedImports(
      ast,
      findings.sort((a, b) => a.at - b.at),
    );
  },
};

function ofImport({ node, value }: ModuleSpecifier): Finding {
  const message = `${value} stays: it imports Temporal's packages by itself, and npm overrides redirect them`;
  return found(node.getStart(), 'operational-change', message, { doc: DOC });
}

interface Registration {
  readonly call: ts.CallExpression;
  readonly from: string;
}

/** `TemporalModule.forRoot(...)` and its like, of a module that a Nest package exports. */
function registrations(ast: SourceFile, imports: readonly ModuleSpecifier[]): Registration[] {
  const packages = new Map(imports.flatMap((one) => bindingsOf(one).map(({ local }) => [local, one.value] as const)));
  return collect(ast.compilerNode, (call) => {
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
    const { expression, name } = call.expression;
    const from = ts.isIdentifier(expression) ? packages.get(expression.text) : undefined;
    return from !== undefined && REGISTERS.test(name.text) ? { call, from } : undefined;
  });
}

function ofRegistration({ call, from }: Registration): Finding {
  const question = `Are @temporalio/client and @temporalio/worker overridden by the aliases of Perdure? ${from} imports them by itself: see --mode overrides.`;
  return found(call.getStart(), 'operational-change', `${from} needs npm overrides to reach Redis`, {
    doc: DOC,
    question,
  });
}

/** Findings about options that the module hands on to Temporal's own classes. */
const HANDED_ON: Readonly<Record<string, Reasons>> = { workerOptions: WORKER, worker: WORKER, runtimeOptions: RUNTIME };

function optionsOf(ast: SourceFile, call: ts.CallExpression, redisUrl: string): Finding[] {
  return collect(call, (node) => {
    if (!ts.isPropertyAssignment(node)) return undefined;
    const name = nameText(node.name) ?? '';
    const literals = literalsOf(node.initializer);
    if (/^(connection|connectionOptions)$/.test(name))
      return literals.flatMap((one) => optionFindings(found, ast, one, redisUrl));
    const reasons = Object.hasOwn(HANDED_ON, name) ? HANDED_ON[name] : undefined;
    return reasons && literals.flatMap((one) => optionsWithoutMeaning(found, one, reasons));
  }).flat();
}
