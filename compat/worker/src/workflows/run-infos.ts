import type { LoadedDataConverter } from '@temporalio/common';
import type { Activation, ActivationResult, Payload, PayloadMap, RunInfo } from '@perdure/engine';
import type { WorkflowInfo } from '../workflow-types';
import { workflowInfoOf } from './workflow-info';

/** What the worker remembers of a run, for sinks. */
interface KnownRun {
  info: RunInfo;
  activation: Activation;
  built?: WorkflowInfo;
}

/** The runs whose sandbox is here, and what `workflowInfo()` says of them. Infos are built when a sink is called. */
export class RunInfos {
  readonly #runs = new Map<string, KnownRun>();
  readonly #converter: LoadedDataConverter;

  constructor(converter: LoadedDataConverter) {
    this.#converter = converter;
  }

  get size(): number {
    return this.#runs.size;
  }

  /** An activation (decoded) is about to run. */
  entering(activation: Activation): void {
    const known = this.#runs.get(activation.runId);
    if (known !== undefined) {
      known.activation = activation;
      known.built = undefined;
    }
    const [first] = activation.jobs;
    if (first?.kind === 'initializeWorkflow') this.#runs.set(activation.runId, { info: first.info, activation });
  }

  /** An activation has run (result not encoded yet): keeps what it changed of memo and search attributes. */
  left(runId: string, result: ActivationResult): void {
    const known = this.#runs.get(runId);
    if (known === undefined || result.status !== 'ok') return;
    for (const command of result.commands) {
      if (command.kind === 'modifyMemo') {
        known.info = { ...known.info, memo: merged(known.info.memo, command.upsertedMemo) };
      } else if (command.kind === 'upsertSearchAttributes') {
        const searchAttributes = merged(known.info.searchAttributes, command.searchAttributes);
        known.info = { ...known.info, searchAttributes };
      }
    }
  }

  forget(runId: string): void {
    this.#runs.delete(runId);
  }

  /** The info as of the last activation. */
  of(runId: string): WorkflowInfo {
    const known = this.#runs.get(runId);
    if (known === undefined) return { runId } as WorkflowInfo;
    return (known.built ??= workflowInfoOf(known.info, known.activation, this.#converter));
  }
}

/** Later entries win; an entry without a value removes the name. */
function merged(old: PayloadMap | undefined, changes: PayloadMap): PayloadMap {
  return Object.fromEntries(Object.entries({ ...old, ...changes }).filter(([, payload]) => hasValue(payload)));
}

function hasValue({ encoding, data }: Payload): boolean {
  return encoding !== 'binary/null' && data !== 'null' && data !== '[]';
}
