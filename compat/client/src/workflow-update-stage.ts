import { protoEnum } from './proto-enum';

/** How far an update must have come before a call returns. Only ACCEPTED and COMPLETED can be waited for. */
export const WorkflowUpdateStage = {
  ADMITTED: 'ADMITTED',
  ACCEPTED: 'ACCEPTED',
  COMPLETED: 'COMPLETED',
  /** @deprecated Leave the option out. */
  UNSPECIFIED: undefined,
} as const;
export type WorkflowUpdateStage = (typeof WorkflowUpdateStage)[keyof typeof WorkflowUpdateStage];

export const [encodeWorkflowUpdateStage] = protoEnum('UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_', {
  ADMITTED: 1,
  ACCEPTED: 2,
  COMPLETED: 3,
});
