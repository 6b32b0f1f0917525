/** Checks of start options that need nothing but the options. Run before anything is converted or sent. */
import type { IdConflictPolicy, IdReusePolicy } from '@perdure/engine';
import {
  WorkflowIdReusePolicy,
  decodeWorkflowIdConflictPolicy,
  decodeWorkflowIdReusePolicy,
  encodeWorkflowIdConflictPolicy,
  encodeWorkflowIdReusePolicy,
} from '@temporalio/common';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import type { ProtoDuration } from '../proto-types';
import type { CompiledWorkflowOptions, WorkflowOptions } from '../workflow-options';

const MAX_WORKFLOW_ID_LENGTH = 1_000;

/** TypeError when task queue or workflow id are missing, or the id is too long. */
export function checkRequired(options: Pick<WorkflowOptions, 'taskQueue' | 'workflowId'>): void {
  if (!options.taskQueue) throw new TypeError('Missing WorkflowOptions.taskQueue');
  if (!options.workflowId) throw new TypeError('Missing WorkflowOptions.workflowId');
  checkWorkflowId(options.workflowId);
}

function checkWorkflowId(workflowId: string): void {
  if (workflowId.length <= MAX_WORKFLOW_ID_LENGTH) return;
  throw new TypeError(
    `The workflow id '${workflowId.slice(0, 40)}...' has ${workflowId.length} characters; at most ${MAX_WORKFLOW_ID_LENGTH} ` +
      'are allowed. Shorten it, for example by putting a hash in place of its longest part.',
  );
}

/** TypeError for a start delay that cannot be: together with a cron schedule. */
export function checkDelay(options: CompiledWorkflowOptions): void {
  if (options.cronSchedule && durationMs(options.startDelay, 'startDelay') !== undefined) {
    throw new TypeError('startDelay and cronSchedule cannot be used together: the schedule decides when a run begins');
  }
}

/** TypeError for options that a start inside update-with-start cannot have. */
export function checkUpdateWithStart(options: CompiledWorkflowOptions): void {
  if (options.workflowIdConflictPolicy === undefined) {
    throw new TypeError(
      "WithStartWorkflowOperation needs a workflowIdConflictPolicy: 'USE_EXISTING' to update a workflow that is " +
        "already running, 'FAIL' to refuse",
    );
  }
  for (const name of ['startDelay', 'cronSchedule', 'requestEagerStart'] as const) {
    if (options[name]) throw new TypeError(`${name} cannot be used with update-with-start`);
  }
}

/** Milliseconds; undefined for "not set" and for 0, which means no limit. TypeError for negative ones. */
export function durationMs(duration: ProtoDuration | null | undefined, name: string): number | undefined {
  const ms = optionalTsToMs(duration);
  if (ms !== undefined && ms < 0) throw new TypeError(`${name} must not be negative, got ${ms} ms`);
  return ms === 0 ? undefined : ms;
}

export interface IdPolicies {
  readonly idReusePolicy: IdReusePolicy;
  readonly idConflictPolicy: IdConflictPolicy;
}

/** Both policies with defaults filled in. ValueError for unknown names, TypeError for combinations that contradict. */
export function idPolicies(options: CompiledWorkflowOptions, defaultConflict: IdConflictPolicy): IdPolicies {
  const reuse = decodeWorkflowIdReusePolicy(encodeWorkflowIdReusePolicy(options.workflowIdReusePolicy));
  const conflict = decodeWorkflowIdConflictPolicy(encodeWorkflowIdConflictPolicy(options.workflowIdConflictPolicy));
  if (reuse === WorkflowIdReusePolicy.TERMINATE_IF_RUNNING) {
    if (conflict !== undefined) {
      throw new TypeError(
        'workflowIdReusePolicy TERMINATE_IF_RUNNING cannot be used together with a workflowIdConflictPolicy; ' +
          'use ALLOW_DUPLICATE with the conflict policy TERMINATE_EXISTING',
      );
    }
    return { idReusePolicy: 'ALLOW_DUPLICATE', idConflictPolicy: 'TERMINATE_EXISTING' };
  }
  if (reuse === 'REJECT_DUPLICATE' && conflict === 'TERMINATE_EXISTING') {
    throw new TypeError(
      'workflowIdReusePolicy REJECT_DUPLICATE cannot be used together with the workflowIdConflictPolicy ' +
        'TERMINATE_EXISTING: the run that is terminated would forbid the new one',
    );
  }
  return { idReusePolicy: reuse ?? 'ALLOW_DUPLICATE', idConflictPolicy: conflict ?? defaultConflict };
}
