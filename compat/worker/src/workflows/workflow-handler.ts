/**
 * Stands between the engine and the sandbox: decodes what goes in, encodes what comes out, carries out sink calls.
 *
 * 1. `activate` always resolves. What goes wrong outside of workflow code (a codec, a payload that is too large) fails
 *    the workflow task; the run stays open and is tried again.
 * 2. Sink calls are carried out after the activation, also when it failed, and before the engine is answered.
 * 3. Without codecs payloads pass through untouched: no copy is made.
 */
import { errorToWire } from '@perdure/common/lib/wire';
import type { LoadedDataConverter, Logger } from '@temporalio/common';
import { errorMessage } from '@temporalio/common/lib/type-helpers';
import type { Activation, ActivationResult, WorkflowHandler } from '@perdure/engine';
import { Gauge } from '../lifecycle/gauge';
import { isSandboxLost } from '../sandbox';
import { decoderOf, encoderOf, type PayloadTransform } from '../payloads/codec';
import { JOB_FIELDS } from '../payloads/fields';
import { transformFields } from '../payloads/walk';
import { encodeResult, findTooLarge } from './encode-result';
import { nondeterminismFails, type FailureErrorTypes } from './failure-types';
import { RunInfos } from './run-infos';
import type { SinkCalls } from './sinks/sink-calls';

/** What is needed of a sandbox host. */
export interface Sandbox {
  activate(activation: Activation): Promise<ActivationResult>;
  evict(runId: string): Promise<void>;
  onLost(listener: (runIds: readonly string[]) => void): void;
}

/** What a handler is made of. */
export interface WorkflowHandlerOptions {
  readonly sandbox: Sandbox;
  readonly converter: LoadedDataConverter;
  readonly sinks: SinkCalls;
  readonly logger: Logger;
  readonly failureErrorTypes?: FailureErrorTypes;
  /** The connection's limit for a payload; undefined: payloads of any size are handed to the engine. */
  readonly maxPayloadBytes: number | undefined;
}

/** Runs the workflow tasks of one worker. */
export class WorkerWorkflowHandler implements WorkflowHandler {
  /** Activations that are running. */
  readonly inFlight = new Gauge();
  /** Runs in memory. */
  readonly cached = new Gauge();
  readonly #options: WorkflowHandlerOptions;
  readonly #decode: PayloadTransform | undefined;
  readonly #encode: PayloadTransform | undefined;
  readonly #runs: RunInfos;

  constructor(options: WorkflowHandlerOptions) {
    this.#options = options;
    this.#decode = decoderOf(options.converter.payloadCodecs);
    this.#encode = encoderOf(options.converter.payloadCodecs);
    this.#runs = new RunInfos(options.converter);
    options.sandbox.onLost((runIds) => runIds.forEach((runId) => this.#forget(runId)));
  }

  async activate(activation: Activation): Promise<ActivationResult> {
    this.inFlight.add(1);
    try {
      return await this.#activate(activation);
    } catch (error) {
      const { logger } = this.#options;
      logger.error('Failed to process Workflow Activation', { runId: activation.runId, error });
      return this.#failed(error);
    } finally {
      this.inFlight.add(-1);
    }
  }

  async evict(runId: string): Promise<void> {
    this.#forget(runId);
    await this.#options.sandbox.evict(runId);
  }

  onLost(listener: (runIds: readonly string[]) => void): void {
    this.#options.sandbox.onLost(listener);
  }

  nondeterminismFailsWorkflow(workflowType: string): boolean {
    return nondeterminismFails(this.#options.failureErrorTypes, workflowType);
  }

  async #activate(activation: Activation): Promise<ActivationResult> {
    const decoded = this.#decode ? await decodeJobs(activation, this.#decode) : activation;
    this.#runs.entering(decoded);
    this.cached.set(this.#runs.size);
    const result = await this.#options.sandbox.activate(decoded);
    if (isSandboxLost(result))
      return { status: 'failed', failure: result.failure, sinkCalls: result.sinkCalls, sandboxLost: true };
    this.#runs.left(activation.runId, result);
    if (result.sinkCalls.length > 0) {
      const ending = this.#options.sinks.carryOut(result.sinkCalls, () => this.#runs.of(activation.runId));
      if (ending !== undefined) await ending;
    }
    const encoded = this.#encode ? await encodeResult(result, this.#encode) : result;
    const { maxPayloadBytes } = this.#options;
    const tooLarge = maxPayloadBytes === undefined ? undefined : findTooLarge(encoded, maxPayloadBytes);
    return tooLarge ? this.#failed(tooLarge) : encoded;
  }

  /** The text stays readable: codecs would fail here as well if one of them is the reason. */
  #failed(error: unknown): ActivationResult {
    const reason = error instanceof Error ? error : new Error(errorMessage(error));
    return { status: 'failed', failure: errorToWire(this.#options.converter, reason), sinkCalls: [] };
  }

  #forget(runId: string): void {
    this.#runs.forget(runId);
    this.cached.set(this.#runs.size);
  }
}

async function decodeJobs(activation: Activation, decode: PayloadTransform): Promise<Activation> {
  const jobs = await Promise.all(activation.jobs.map((job) => transformFields(job, JOB_FIELDS[job.kind], decode)));
  return { ...activation, jobs };
}
