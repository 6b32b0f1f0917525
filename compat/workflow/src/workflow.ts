/** The functions of `@temporalio/workflow/lib/workflow`, each from its own file. */
export {
  NotAnActivityMethod,
  type ActivityFunctionWithOptions,
  type ActivityInterfaceFor,
  type ActivityProxyOptions,
  type LocalActivityFunctionWithOptions,
  type LocalActivityInterfaceFor,
  type LocalActivityProxyOptions,
} from './api/activity-types';
export { addDefaultWorkflowOptions, executeChild, startChild } from './api/children';
export { condition } from './api/condition';
export { continueAsNew, makeContinueAsNewFunc } from './api/continue-as-new';
export {
  defineQuery,
  defineSignal,
  defineUpdate,
  enhancedStackTraceQuery,
  stackTraceQuery,
  workflowMetadataQuery,
} from './api/definitions';
export { getCurrentDetails, setCurrentDetails } from './api/details';
export { getExternalWorkflowHandle } from './api/external-workflow';
export {
  allHandlersFinished,
  setDefaultQueryHandler,
  setDefaultSignalHandler,
  setDefaultUpdateHandler,
  setHandler,
} from './api/handlers';
export { currentUpdateInfo, inWorkflowContext, workflowInfo } from './api/info';
export { upsertMemo } from './api/memo';
export { defineWorkflowOptions, setWorkflowOptions } from './api/options';
export { deprecatePatch, patched } from './api/patches';
export { proxyActivities, proxyLocalActivities } from './api/proxy-activities';
export { uuid4 } from './api/random';
export { scheduleActivity } from './api/schedule-activity';
export { scheduleLocalActivity } from './api/schedule-local-activity';
export { upsertSearchAttributes } from './api/search-attributes';
export { sleep } from './api/sleep';
