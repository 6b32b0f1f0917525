import { WorkflowFailedError } from '@perdure/client';
import { TestWorkflowEnvironment } from '@perdure/testing';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorker, quietRuntime, start } from './support/setting';

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  quietRuntime();
  env = await TestWorkflowEnvironment.createTimeSkipping();
});
afterAll(() => env.teardown());

async function causeOf(result: Promise<unknown>): Promise<unknown> {
  const error = await result.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(WorkflowFailedError);
  return (error as WorkflowFailedError).cause;
}

it('a failed assertion fails the workflow, with its own message and stack', async () => {
  const worker = await createWorker(env);
  const cause = await worker.runUntil(causeOf(env.client.workflow.execute('failedAssertion', start())));
  expect(cause).toBeInstanceOf(ApplicationFailure);
  expect(cause).toMatchObject({ nonRetryable: true });
  expect((cause as Error).message).toContain('one and one');
  expect((cause as Error).stack).toContain('failedAssertion');
});

it('so does one in a signal handler', async () => {
  const worker = await createWorker(env);
  const handle = await env.client.workflow.start('failedAssertionInSignal', start());
  const cause = await worker.runUntil(async () => {
    await handle.signal('nudge');
    return await causeOf(handle.result());
  });
  expect((cause as Error).message).toContain('in a handler');
});
