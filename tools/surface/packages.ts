/**
 * The packages that are compared, in this order: a type that several packages export is reported for the first of them.
 */
export const PACKAGES = ['common', 'workflow', 'activity', 'client', 'worker', 'testing', 'envconfig'] as const;

export type PackageName = (typeof PACKAGES)[number];

export const theirsOf = (name: PackageName): string => `@temporalio/${name}`;
export const oursOf = (name: PackageName): string => `@perdure/${name}`;

/** Interfaces that a program gets from the library and never makes: what ours adds to them is no difference. */
export const ONLY_READ: ReadonlySet<string> = new Set([
  'CompiledWorkerOptions',
  'ConnectionOptionsWithDefaults',
  'LoadedClientOptions',
  'ScheduleDescription',
  'ScheduleSummary',
  'WorkflowExecutionDescription',
]);
