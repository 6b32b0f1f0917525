/** Temporal's task priority: key 1 (most urgent) to 5, 3 when unset. */
export interface Priority {
  readonly priorityKey?: number;
  readonly fairnessKey?: string;
  readonly fairnessWeight?: number;
}
