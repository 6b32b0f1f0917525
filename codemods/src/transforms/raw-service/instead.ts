/** What takes the place of methods of Temporal's gRPC services. */
import type { ChangeClass } from '../../model/finding';

interface Instead {
  readonly class: ChangeClass;
  readonly text: string;
  /** It answers here too. */
  readonly works?: boolean;
}

const call = (text: string): Instead => ({ class: 'redesign', text: `use ${text}` });
const needless = (text: string): Instead => ({ class: 'simplification', text });
const missing = (text: string): Instead => ({ class: 'unsupported', text });

const NAMESPACES = needless('a namespace is there with its first use. Can the call go?');
const ATTRIBUTES = needless('search attributes need no registration. Can the call go?');
const SCHEDULE = call('a handle of client.schedule');
const VERSIONS = missing('workers have no versions here. Can the call go?');
const NEXUS = missing('there is no Nexus here. What do callers use instead?');
const CLOSES = call('client.activity, with the task token or the full activity id');
const TEST = { class: 'direct-swap', text: 'use testEnv.sleep', works: true } as const;

export const INSTEAD: Readonly<Record<string, Instead>> = {
  startWorkflowExecution: call('client.workflow.start'),
  signalWithStartWorkflowExecution: call('client.workflow.signalWithStart'),
  executeMultiOperation: call('client.workflow.executeUpdateWithStart'),
  describeWorkflowExecution: call('client.workflow.getHandle(id).describe()'),
  getWorkflowExecutionHistory: call('client.workflow.getHandle(id).fetchHistory()'),
  getWorkflowExecutionHistoryReverse: call('client.workflow.getHandle(id).fetchHistory()'),
  signalWorkflowExecution: call('client.workflow.getHandle(id).signal(...)'),
  terminateWorkflowExecution: call('client.workflow.getHandle(id).terminate(reason)'),
  requestCancelWorkflowExecution: call('client.workflow.getHandle(id).cancel()'),
  queryWorkflow: call('client.workflow.getHandle(id).query(...)'),
  updateWorkflowExecution: call('client.workflow.getHandle(id).executeUpdate(...)'),
  pollWorkflowExecutionUpdate: call('client.workflow.getHandle(id).getUpdateHandle(updateId).result()'),
  listWorkflowExecutions: call('client.workflow.list({ query })'),
  listOpenWorkflowExecutions: call(`client.workflow.list({ query: "ExecutionStatus = 'Running'" })`),
  listClosedWorkflowExecutions: call(`client.workflow.list({ query: "ExecutionStatus != 'Running'" })`),
  scanWorkflowExecutions: call('client.workflow.list({ query })'),
  countWorkflowExecutions: call('client.workflow.count(query)'),
  respondActivityTaskCompleted: CLOSES,
  respondActivityTaskCompletedById: CLOSES,
  respondActivityTaskFailed: CLOSES,
  respondActivityTaskFailedById: CLOSES,
  respondActivityTaskCanceled: CLOSES,
  recordActivityTaskHeartbeat: CLOSES,
  recordActivityTaskHeartbeatById: CLOSES,
  createSchedule: call('client.schedule.create(...)'),
  describeSchedule: SCHEDULE,
  updateSchedule: SCHEDULE,
  patchSchedule: SCHEDULE,
  deleteSchedule: SCHEDULE,
  listSchedules: call('client.schedule.list()'),
  registerNamespace: NAMESPACES,
  describeNamespace: NAMESPACES,
  updateNamespace: NAMESPACES,
  listNamespaces: NAMESPACES,
  deprecateNamespace: NAMESPACES,
  deleteNamespace: missing('delete the keys of the namespace in Redis instead?'),
  addSearchAttributes: ATTRIBUTES,
  removeSearchAttributes: ATTRIBUTES,
  listSearchAttributes: ATTRIBUTES,
  getSearchAttributes: ATTRIBUTES,
  resetWorkflowExecution: missing('is terminating and starting again enough?'),
  deleteWorkflowExecution: missing('closed executions go with their retention. Can the call go?'),
  describeTaskQueue: missing('what does the caller need to know of the queue?'),
  getSystemInfo: needless('connection.ensureConnected() says whether Redis answers'),
  getClusterInfo: needless('connection.ensureConnected() says whether Redis answers'),
  check: needless('connection.ensureConnected() says whether Redis answers'),
  getWorkerBuildIdCompatibility: VERSIONS,
  updateWorkerBuildIdCompatibility: VERSIONS,
  setWorkerDeploymentCurrentVersion: VERSIONS,
  setWorkerDeploymentRampingVersion: VERSIONS,
  describeWorkerDeployment: VERSIONS,
  createNexusEndpoint: NEXUS,
  updateNexusEndpoint: NEXUS,
  deleteNexusEndpoint: NEXUS,
  listNexusEndpoints: NEXUS,
  unlockTimeSkipping: TEST,
  lockTimeSkipping: TEST,
  unlockTimeSkippingWithSleep: TEST,
  getCurrentTime: TEST,
  sleep: TEST,
};
