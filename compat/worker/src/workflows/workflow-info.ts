import { Codec } from '@perdure/workflow/lib/runtime/codec';
import { decodedInfo, initialInfo } from '@perdure/workflow/lib/runtime/info';
import type { LoadedDataConverter } from '@temporalio/common';
import type { Activation, RunInfo } from '@perdure/engine';
import type { WorkflowInfo } from '../workflow-types';

/** The `workflowInfo()` of a run as sinks see it: decoded with the worker's converters, outside of the sandbox. */
export function workflowInfoOf(info: RunInfo, activation: Activation, converter: LoadedDataConverter): WorkflowInfo {
  const codec = new Codec(info.namespace, info.workflowId);
  codec.payloadConverter = converter.payloadConverter;
  codec.failureConverter = converter.failureConverter;
  return decodedInfo(initialInfo(info, activation), info, codec);
}
