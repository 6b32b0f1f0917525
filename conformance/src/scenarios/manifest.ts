/** What the build says of the scenarios it has built. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFolder, manifestFile } from './folders';
import { scenarioOf, type Scenario, type Target } from './scenario';

interface Entry {
  readonly id: string;
  /** Its program sets up the whole process (`Runtime.install`), so it gets one of its own. */
  readonly isolated: boolean;
  /** Its program says how its histories are replayed: with a converter, a codec or interceptors of its own. */
  readonly replay: boolean;
  /** Its history cannot be replayed with its code, and replayers have to find that. */
  readonly refused: boolean;
}

export type ListedScenario = Scenario & Entry;

/** Every scenario, in alphabetical order. */
export function listScenarios(): ListedScenario[] {
  if (!existsSync(manifestFile))
    throw new Error(`${manifestFile} is missing: the scenarios were not built (npm run build)`);
  const entries = JSON.parse(readFileSync(manifestFile, 'utf8')) as Entry[];
  return entries.map((entry) => ({ ...scenarioOf(entry.id), ...entry }));
}

/** The compiled program of a scenario, as the target runs it. */
export function programFile(target: Target, id: string): string {
  return join(builtFolder(target), id, 'program.js');
}
