/** One folder under scenarios/: `samples/<name>` or `features/<area>/<name>`. */
export interface Scenario {
  /** The folder, with forward slashes; what `perdure-conformance <id>` takes. */
  readonly id: string;
  readonly area: string;
  readonly name: string;
}

/** From the path of a folder that has a program.ts. */
export function scenarioOf(id: string): Scenario {
  const parts = id.split('/');
  const name = parts.pop() ?? id;
  return { id, area: parts.at(-1) ?? '', name };
}

/** Where a scenario is run. */
export const TARGETS = ['redis', 'memory', 'temporal'] as const;
export type Target = (typeof TARGETS)[number];
