import type { Sink, SinkFunction, Sinks, WorkflowInfo } from './workflow-types';

/** The worker's side of one sink function. */
export interface InjectedSinkFunction<F extends SinkFunction> {
  /** Called with the workflow's information and the arguments the workflow passed. Its result goes nowhere. */
  fn(info: WorkflowInfo, ...args: Parameters<F>): void | Promise<void>;
  /**
   * Whether calls made during replay are carried out too. Default false. Even then a call can be carried out more than
   * once: a workflow task that is tried again runs its code again. Use an activity for what must happen once.
   */
  callDuringReplay?: boolean;
}

/** The worker's side of one sink. */
export type InjectedSink<T extends Sink> = { [P in keyof T]: InjectedSinkFunction<T[P]> };

/** The worker's side of all sinks. */
export type InjectedSinks<T extends Sinks> = { [P in keyof T]: InjectedSink<T[P]> };
