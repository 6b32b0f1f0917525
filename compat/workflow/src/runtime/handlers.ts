import type { HandlerUnfinishedPolicy } from '@temporalio/common';
import type { PayloadTypeInfo } from '@temporalio/common/lib/type-info';
import type { JobOf } from '@perdure/engine';
import type { DefaultQueryHandler, DefaultSignalHandler, DefaultUpdateHandler } from '../interfaces';

type AnyHandler = (...args: unknown[]) => unknown;

/** What is registered under a name. */
export interface HandlerEntry {
  readonly handler: AnyHandler;
  readonly description?: string;
  readonly typeInfo?: PayloadTypeInfo;
}
export interface MessageHandlerEntry extends HandlerEntry {
  readonly unfinishedPolicy: HandlerUnfinishedPolicy;
}
export interface UpdateHandlerEntry extends MessageHandlerEntry {
  readonly validator?: (...args: unknown[]) => void;
}

/** A handler that has not ended. */
export interface Execution {
  readonly name: string;
  readonly unfinishedPolicy: HandlerUnfinishedPolicy;
}

/** The handlers of one run, what is buffered for want of one, and what is executing. */
export class Handlers {
  readonly signals = new Map<string, MessageHandlerEntry>();
  readonly updates = new Map<string, UpdateHandlerEntry>();
  readonly queries = new Map<string, HandlerEntry>();
  defaultSignal: DefaultSignalHandler | undefined;
  defaultUpdate: DefaultUpdateHandler | undefined;
  defaultQuery: DefaultQueryHandler | undefined;

  /** Signals wait for a handler for as long as the run lives. */
  readonly bufferedSignals: JobOf<'signalWorkflow'>[] = [];
  /** Updates wait until the end of the activation that brought them. */
  readonly bufferedUpdates: JobOf<'doUpdate'>[] = [];

  readonly runningSignals = new Map<number, Execution>();
  readonly runningUpdates = new Map<string, Execution>();
  #signalNumber = 0;

  /** A number for one execution of a signal handler. */
  nextSignalNumber(): number {
    return this.#signalNumber++;
  }

  /** Whether a message could still call something. */
  anyRegistered(): boolean {
    return this.signals.size + this.updates.size > 0 || Boolean(this.defaultSignal ?? this.defaultUpdate);
  }
  anyRunning(): boolean {
    return this.runningSignals.size + this.runningUpdates.size > 0;
  }

  /** Forgets what is executing: a workflow that fails does not warn about it. */
  forgetRunning(): void {
    this.runningSignals.clear();
    this.runningUpdates.clear();
  }
}
