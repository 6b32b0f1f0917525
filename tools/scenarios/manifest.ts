/** What programs say of themselves by what they export. */
import { dirname, join } from 'node:path';

interface Entry {
  readonly id: string;
  /** `export const isolated = true`: a process of its own. */
  readonly isolated: boolean;
  /** `export const replay = { ... }`: how its histories are replayed. */
  readonly replay: boolean;
  /** `export const refusedByReplayers = true`: its code cannot do what its history says, and replayers have to find that. */
  readonly refused: boolean;
  /** It has a workflows.ts, whose histories are replayed with those of all others. */
  readonly workflows: boolean;
}

export function manifestOf(files: ReadonlyMap<string, string>): Entry[] {
  const programs = [...files].filter(([path]) => path.endsWith('/program.ts'));
  return programs.map(([path, text]) => ({
    id: dirname(path).replaceAll('\\', '/'),
    workflows: files.has(join(dirname(path), 'workflows.ts')),
    isolated: /^export const isolated\b/m.test(text),
    refused: /^export const refusedByReplayers\b/m.test(text),
    replay: /^export const replay\b/m.test(text),
  }));
}

/**
 * JavaScript that is the workflows of whichever scenario a run belongs to, so that the histories of all of them are
 * replayed with one bundle. What is known only after the programs have run, scenarios by run id, is put into the bundle.
 */
export function workflowsEntry(entries: readonly Entry[], scope: string): string {
  const shared = entries.filter(({ replay, workflows }) => workflows && !replay);
  return [
    `const { workflowInfo } = require('${scope}/workflow');`,
    `const runs = '__RUNS__';`,
    'const scenarios = {',
    ...shared.map(({ id }) => `  '${id}': () => require('./${id}/workflows'),`),
    '};',
    'module.exports = scenarios[runs[workflowInfo().runId]]();',
    '',
  ].join('\n');
}
