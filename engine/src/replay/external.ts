import type { CommandOf } from '../model/command';
import type { EventOf } from '../model/event';
import type { Failure } from '../model/failure';
import type { Issued } from './command-queue';
import { cancelFailure, SIGNAL_WITHDRAWN, signalFailure } from './failures';
import type { Run } from './run';
import { operationAt } from './run';

/** A signal to another workflow, until it has arrived or failed. */
export interface ExternalSignal {
  readonly family: 'externalSignal';
  readonly seq: number;
  readonly issued: Issued;
}

/** A cancellation request to another workflow, until it has arrived or failed. */
export interface ExternalCancel {
  readonly family: 'externalCancel';
  readonly seq: number;
}

export function signalExternalWorkflow(run: Run, command: CommandOf<'signalExternalWorkflow'>): void {
  const { seq, target, signalName, args, header } = command;
  const { workflowId } = target;
  const childWorkflowOnly = target.kind === 'child';
  const runId = target.kind === 'external' ? (target.runId ?? '') : '';
  const issued = run.queue.issue(
    { kind: 'signalExternalWorkflow', workflowId, runId, childWorkflowOnly, signalName, args, header },
    {
      recorded: (eventId) => {
        run.signals.delete(seq);
        run.byEvent.set(eventId, signal);
      },
    },
  );
  const signal: ExternalSignal = { family: 'externalSignal', seq, issued };
  run.signals.set(seq, signal);
}

/** Only a signal that has not left this task can be taken back. */
export function cancelSignalExternalWorkflow(run: Run, { seq }: CommandOf<'cancelSignalExternalWorkflow'>): void {
  const signal = run.signals.get(seq);
  if (!signal) return;
  run.signals.delete(seq);
  run.queue.withdraw(signal.issued);
  run.jobs.push({ kind: 'resolveSignalExternal', seq, failure: SIGNAL_WITHDRAWN });
}

export function requestCancelExternalWorkflow(run: Run, command: CommandOf<'requestCancelExternalWorkflow'>): void {
  const { seq, workflowId, runId = '' } = command;
  const reason = `Cancel requested by workflow with run id ${run.runId} with reason: ${command.reason ?? ''}`;
  run.queue.issue(
    { kind: 'requestCancelExternalWorkflow', workflowId, runId, childWorkflowOnly: false, reason },
    { recorded: (eventId) => run.byEvent.set(eventId, { family: 'externalCancel', seq }) },
  );
}

export function externalSignaled(run: Run, event: EventOf<'ExternalWorkflowExecutionSignaled'>): void {
  resolveSignal(run, event.initiatedEventId);
}

export function externalSignalFailed(run: Run, event: EventOf<'SignalExternalWorkflowExecutionFailed'>): void {
  resolveSignal(run, event.initiatedEventId, signalFailure(event.cause));
}

/** Requests made for a cancelled child have no operation: the child's own events tell the code. */
export function externalCancelRequested(run: Run, event: EventOf<'ExternalWorkflowExecutionCancelRequested'>): void {
  resolveCancel(run, event.initiatedEventId);
}

export function externalCancelFailed(run: Run, event: EventOf<'RequestCancelExternalWorkflowExecutionFailed'>): void {
  resolveCancel(run, event.initiatedEventId, cancelFailure(event.cause));
}

function resolveSignal(run: Run, eventId: number, failure?: Failure): void {
  const signal = operationAt(run, 'externalSignal', eventId);
  if (!signal) return;
  run.byEvent.delete(eventId);
  run.jobs.push({ kind: 'resolveSignalExternal', seq: signal.seq, failure });
}

function resolveCancel(run: Run, eventId: number, failure?: Failure): void {
  const cancel = operationAt(run, 'externalCancel', eventId);
  if (!cancel) return;
  run.byEvent.delete(eventId);
  run.jobs.push({ kind: 'resolveCancelExternal', seq: cancel.seq, failure });
}
