/** A folder under scenarios/ that has a program: `samples/<name>` or `features/<area>/<name>`. */
export interface Scenario {
  /** The folder, with forward slashes. */
  readonly id: string;
  readonly area: string;
  /** `<area>/<name>` is a part of the id, so the command finds the scenario by it. */
  readonly name: string;
}

const FEATURES = 'features/';

export function scenarioOf(id: string): Scenario {
  const path = id.startsWith(FEATURES) ? id.slice(FEATURES.length) : id;
  const [area = '', ...name] = path.split('/');
  return { id, area, name: name.join('/') };
}

/** Where a scenario is run. */
export const TARGETS = ['redis', 'memory', 'temporal'] as const;
export type Target = (typeof TARGETS)[number];
