/** Calls of HotMesh: those that are not there, those that behave differently, options that nothing acts on. */
import { type SourceFile, ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import { optionsWithoutMeaning, type Reasons } from '../../options/without-meaning';
import { literalsOf } from '../../syntax/object-literals';
import { collect } from '../../syntax/walk';
import { type MeshNames, meshNames } from './mesh-names';
import { INSTEAD_OF_ENGINE, MISSING_IN_DATA, MISSING_IN_WORKFLOW, REASONS } from './names';

const found = findingOf('hotmesh');
const FLOW = 'docs/meshflow.md';
const CALL = 'docs/meshcall.md';

export function callFindings(ast: SourceFile): Finding[] {
  const names = meshNames(ast);
  return collect(ast.compilerNode, (node) => (ts.isCallExpression(node) ? ofCall(node, names) : undefined)).flat();
}

function ofCall(call: ts.CallExpression, names: MeshNames): Finding[] | undefined {
  const path = names.pathOf(call.expression) ?? methodOf(call);
  if (path === undefined) return undefined;
  return [...(ofMissing(call, path) ?? []), ...ofDifference(call, path), ...ofOptions(call, path)];
}

/** `.workflow.start` of a client, whatever the client is called. */
function methodOf({ expression }: ts.CallExpression): string | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const { name, expression: owner } = expression;
  if (ts.isPropertyAccessExpression(owner) && owner.name.text === 'workflow') return `client.workflow.${name.text}`;
  return ['deployAndActivate', 'getHotMesh'].includes(name.text) ? `client.${name.text}` : undefined;
}

function ofMissing(call: ts.CallExpression, path: string): Finding[] | undefined {
  const name = path.split('.').at(-1) ?? '';
  const missing = (question: string) => [
    found(call.getStart(), 'unsupported', `${path} is not there: ${question}`, {
      doc: FLOW,
      question: `${path} is not there: ${question}`,
    }),
  ];
  if (/^HotMesh\.(?!guid$|stop$)/.test(path)) {
    return missing(
      lookUp(INSTEAD_OF_ENGINE, name) ??
        "HotMesh's engine of YAML graphs and topics has no counterpart. What is the call for?",
    );
  }
  const instead = lookUp(MISSING_IN_WORKFLOW, name);
  if (path.startsWith('MeshFlow.workflow.') && instead) return missing(instead);
  const data = lookUp(MISSING_IN_DATA, name);
  if (path.startsWith('meshData.') && data) return missing(data);
  if (name === 'deployAndActivate') return missing('nothing is deployed to Redis beforehand. Can the call go?');
  return name === 'getHotMesh' ? missing('there is no engine object. What is it for?') : undefined;
}

function lookUp(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** What the same call does differently. */
const DIFFERENCES: readonly (readonly [RegExp, string, string])[] = [
  [
    /^MeshFlow\.workflow\.proxyActivities$/,
    'an activity that fails for good throws; HotMesh returned an error object',
    FLOW,
  ],
  [
    /^(client|MeshFlow)\.workflow\.start$/,
    'a function that throws ends the execution; `config.maximumAttempts` runs it again',
    FLOW,
  ],
  [/^MeshFlow\.Worker\.create$/, 'a worker listens from here on, and offers every function that it is given', FLOW],
  [/^MeshFlow\.workflow\.random$/, 'numbers differ from workflow to workflow', FLOW],
  [/^MeshCall\.exec$/, 'a cached answer belongs to topic, id and arguments; HotMesh looked at the id alone', CALL],
  [
    /^MeshCall\.cron$/,
    'the next run counts from the start of the one before, and cron expressions of any form work',
    CALL,
  ],
];

function ofDifference(call: ts.CallExpression, path: string): Finding[] {
  const [, message, doc] = DIFFERENCES.find(([pattern]) => pattern.test(path)) ?? [];
  return message === undefined || doc === undefined ? [] : [found(call.getStart(), 'direct-swap', message, { doc })];
}

/** Where options without meaning stand: the call, the place of the argument, what is in it. */
const OPTIONS: readonly (readonly [RegExp, number, Reasons])[] = [
  [/^MeshFlow\.Worker\.create$/, 0, REASONS.worker],
  [/^MeshCall\.(connect|cron)$/, 0, REASONS.connect],
  [
    /^(client\.workflow\.(start|hook)|MeshFlow\.workflow\.(execChild|executeChild|startChild|hook|execHook))$/,
    0,
    REASONS.start,
  ],
  [/^MeshFlow\.workflow\.interrupt$/, 1, REASONS.interrupt],
  [/^MeshFlow\.workflow\.proxyActivities$/, 0, REASONS.proxy],
];

function ofOptions(call: ts.CallExpression, path: string): Finding[] {
  const [, index, reasons] = OPTIONS.find(([pattern]) => pattern.test(path)) ?? [];
  const options = index === undefined ? undefined : call.arguments[index];
  if (options === undefined || reasons === undefined) return [];
  return literalsOf(options).flatMap((literal) => optionsWithoutMeaning(found, literal, reasons));
}
