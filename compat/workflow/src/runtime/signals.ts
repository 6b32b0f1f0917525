/** Signals: handled where they arrive in the order of the activation, or buffered until a handler is set (spec 9.2). */
import { HandlerUnfinishedPolicy, IllegalStateError } from '@temporalio/common';
import { payloadMapFromWire } from '@perdure/common/lib/wire';
import type { JobOf } from '@perdure/engine';
import type { SignalInput } from '../interceptors';
import { composeInterceptors } from '../interceptor-composition';
import { endWithError } from './outcome';
import { isInternalName, refuseReserved } from './reserved';
import type { Run } from './run';

type SignalJob = JobOf<'signalWorkflow'>;

/** Runs the handler's synchronous part now; buffers the signal when there is no handler. */
export function dispatchSignal(run: Run, job: SignalJob): void {
  const { handlers } = run;
  const entry = handlers.signals.get(job.signalName);
  refuseReserved('signal', job.signalName, entry !== undefined, handlers.defaultSignal !== undefined);
  if (entry === undefined && handlers.defaultSignal === undefined) {
    handlers.bufferedSignals.push(job);
    return;
  }
  const number = handlers.nextSignalNumber();
  handlers.runningSignals.set(number, {
    name: job.signalName,
    unfinishedPolicy: entry?.unfinishedPolicy ?? HandlerUnfinishedPolicy.WARN_AND_ABANDON,
  });
  const interceptors = isInternalName(job.signalName) ? [] : run.interceptors.inbound;
  const execute = composeInterceptors(interceptors, 'handleSignal', (input) => callHandler(run, input));
  execute({
    signalName: job.signalName,
    args: run.codec.decodeAll(job.args, entry?.typeInfo?.inputTypes),
    headers: payloadMapFromWire(job.header),
  })
    .catch((error: unknown) => endWithError(run, error))
    .finally(() => handlers.runningSignals.delete(number));
}

/** Hands buffered signals over to handlers that are there now, oldest first. */
export function dispatchBufferedSignals(run: Run): void {
  const { bufferedSignals, signals } = run.handlers;
  while (bufferedSignals.length > 0) {
    const next = run.handlers.defaultSignal ? 0 : bufferedSignals.findIndex((job) => signals.has(job.signalName));
    if (next === -1) return;
    dispatchSignal(run, bufferedSignals.splice(next, 1)[0]!);
  }
}

async function callHandler(run: Run, { signalName, args }: SignalInput): Promise<void> {
  const entry = run.handlers.signals.get(signalName);
  if (entry !== undefined) {
    await entry.handler(...args);
  } else if (run.handlers.defaultSignal !== undefined) {
    await run.handlers.defaultSignal(signalName, ...args);
  } else {
    throw new IllegalStateError(`No registered signal handler for signal: ${signalName}`);
  }
}
