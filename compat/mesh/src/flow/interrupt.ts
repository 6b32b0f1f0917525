/** Ends executions from outside. */
import { WorkflowNotFoundError, type Client } from '@perdure/client';
import { CODES, StreamError } from '../errors';
import { checkInterrupt } from './check';
import type { InterruptOptions } from './types';

/** In front of the reason of a termination that is an interruption: its code. */
const MARK = /^\[interrupted (\d+)\] /;
const DEFAULT_REASON = 'Job Interrupted';

/** @throws StreamError 404 when there is no such execution, 410 when it has ended already (unless `throw` is false). */
export async function interruptExecution(
  client: Client,
  workflowId: string,
  options: InterruptOptions,
): Promise<boolean> {
  checkInterrupt(options);
  const { reason = DEFAULT_REASON, code = CODES.interrupted, descend = false } = options;
  if (descend) await interruptChildren(client, workflowId, options);
  try {
    await client.workflow.getHandle(workflowId).terminate(`[interrupted ${code}] ${reason}`);
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    if (options.throw === false) return false;
    const exists = await client.workflow
      .getHandle(workflowId)
      .describe()
      .then(
        () => true,
        () => false,
      );
    throw exists
      ? new StreamError({ message: `Job ${workflowId} already completed`, code: CODES.interrupted, job_id: workflowId })
      : new StreamError({ message: `Job ${workflowId} not found`, code: CODES.notFound, job_id: workflowId });
  }
}

/** What whoever waits is told of an interruption. */
export function interruptedBy(reason: string, workflowId: string): { readonly message: string; readonly code: number } {
  const [mark, code] = MARK.exec(reason) ?? [];
  const said = mark === undefined ? reason : reason.slice(mark.length);
  const message = said === DEFAULT_REASON ? `job [${workflowId}] interrupted` : said;
  return { message, code: code === undefined ? CODES.interrupted : Number(code) };
}

/** Those that run, and their children where `descend` says so. */
export async function interruptChildren(client: Client, workflowId: string, options: InterruptOptions): Promise<void> {
  const query = `ParentWorkflowId = ${JSON.stringify(workflowId)} AND ExecutionStatus = 'Running'`;
  for await (const child of client.workflow.list({ query })) {
    await interruptExecution(client, child.workflowId, { ...options, throw: false });
  }
}
