/* global describe, it, beforeAll, afterAll, expect */
/** Workflows and tests in one file: it is bundled for the sandbox itself. */
const { inWorkflowContext, sleep } = require('@perdure/workflow');
const { TestWorkflowEnvironment } = require('@perdure/testing');
const { Worker } = require('@perdure/worker');

exports.naps = async function naps() {
  await sleep('1 hour');
  return inWorkflowContext();
};

if (!inWorkflowContext()) {
  describe('a file of tests and workflows', () => {
    let testEnv;
    beforeAll(async () => (testEnv = await TestWorkflowEnvironment.createTimeSkipping()));
    afterAll(() => testEnv.teardown());

    it('runs in both worlds', async () => {
      expect(inWorkflowContext()).toBe(false);
      const worker = await Worker.create({
        connection: testEnv.nativeConnection,
        taskQueue: 'one-file',
        workflowsPath: __filename,
        bundlerOptions: { ignoreModules: ['@perdure/testing', '@perdure/worker'] },
      });
      const options = { taskQueue: 'one-file', workflowId: 'naps' };
      expect(await worker.runUntil(testEnv.client.workflow.execute(exports.naps, options))).toBe(true);
    });
  });
}
