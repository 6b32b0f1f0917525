/** What a scenario is told and may ask of the runner. It knows no SDK: the scenario brings its own. */
export interface Environment {
  /** Of the server: `Connection.connect({ address: env.address })`, and the same for `NativeConnection`. */
  readonly address: string;
  /** For clients and workers. All scenarios of a run share it. */
  readonly namespace: string;
  /** The scenario's own task queue. */
  readonly taskQueue: string;
  /**
   * An id of the scenario's own. The histories of its latest run, of the runs before it in its chain and of their
   * children are exported when the program has ended, and compared under this label.
   */
  workflowId(this: void, label: string): string;
  /** A name of the scenario's own for anything else: a second task queue, a schedule, an activity of its own. */
  name(this: void, label: string): string;
  /** Adds a run whose id the scenario did not choose, or an earlier run of an id that is used again. */
  record(this: void, label: string, workflowId: string, runId?: string): void;
  /** Asks again and again until the answer is neither undefined, null nor false. Fails after 20 seconds with `what`. */
  until<T>(this: void, what: string, ask: () => T | Promise<T>): Promise<Truthy<T>>;
}

type Truthy<T> = Exclude<T, undefined | null | false>;
