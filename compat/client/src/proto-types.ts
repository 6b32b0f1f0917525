/**
 * Shapes of Temporal's protobuf messages that are visible in the client's types (interceptor inputs, `raw` fields).
 * They are derived from what `@temporalio/common` declares, so that this package needs neither `@temporalio/proto`
 * nor gRPC. Types only: nothing here is loaded at run time.
 */
import type {
  walkDescribeActivityExecutionResponse,
  walkDescribeNexusOperationExecutionResponse,
  walkDescribeScheduleResponse,
  walkDescribeWorkflowExecutionResponse,
  walkListActivityExecutionsResponse,
  walkListNexusOperationExecutionsResponse,
  walkQueryWorkflowRequest,
  walkStartWorkflowExecutionRequest,
  walkUpdateWorkflowExecutionResponse,
} from '@temporalio/common/lib/internal-non-workflow';
import type { Timestamp } from '@temporalio/common/lib/time';

type Present<T> = NonNullable<T>;

export type ProtoDuration = Timestamp;
export type ProtoLong = Exclude<Present<Timestamp['seconds']>, number>;
export type ProtoStartRequest = Parameters<typeof walkStartWorkflowExecutionRequest>[0];
export type ProtoVersioningOverride = Present<ProtoStartRequest['versioningOverride']>;
export type ProtoQueryRejectCondition = Present<Parameters<typeof walkQueryWorkflowRequest>[0]['queryRejectCondition']>;
export type ProtoUpdateOutcome = Present<Parameters<typeof walkUpdateWorkflowExecutionResponse>[0]['outcome']>;
export type ProtoDescribeWorkflow = Parameters<typeof walkDescribeWorkflowExecutionResponse>[0];
export type ProtoWorkflowInfo = Present<ProtoDescribeWorkflow['workflowExecutionInfo']>;
export type ProtoWorkflowStatus = Present<ProtoWorkflowInfo['status']>;
export type ProtoExecution = Present<ProtoWorkflowInfo['execution']>;
export type ProtoPendingActivity = Present<ProtoDescribeWorkflow['pendingActivities']>[number];
export type ProtoPendingChild = Present<ProtoDescribeWorkflow['pendingChildren']>[number];
export type ProtoPendingWorkflowTask = Present<ProtoDescribeWorkflow['pendingWorkflowTask']>;
export type ProtoDescribeSchedule = Parameters<typeof walkDescribeScheduleResponse>[0];
export type ProtoDescribeActivity = Parameters<typeof walkDescribeActivityExecutionResponse>[0];
export type ProtoListActivities = Parameters<typeof walkListActivityExecutionsResponse>[0];
export type ProtoDescribeNexusOperation = Parameters<typeof walkDescribeNexusOperationExecutionResponse>[0];
export type ProtoListNexusOperations = Parameters<typeof walkListNexusOperationExecutionsResponse>[0];
