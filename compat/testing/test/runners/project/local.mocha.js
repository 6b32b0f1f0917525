/* global describe, it, before, after */
/** The other environment, and a worker that nobody has shut down: the process has to end all the same. */
const assert = require('node:assert');
const { TestWorkflowEnvironment } = require('@perdure/testing');
const { Worker } = require('@perdure/worker');
const activities = require('./activities');
const { order, status } = require('./workflows');

describe('the shop in real time', () => {
  let testEnv;
  before(async () => (testEnv = await TestWorkflowEnvironment.createLocal()));
  after(() => testEnv.teardown());

  it('takes orders', async () => {
    const worker = await Worker.create({
      connection: testEnv.nativeConnection,
      taskQueue: 'shop',
      workflowsPath: require.resolve('./workflows'),
      activities,
    });
    void worker.run();
    const options = { taskQueue: 'shop', workflowId: 'takes', args: ['Ann', 'lamp'] };
    const handle = await testEnv.client.workflow.start(order, options);
    assert.equal(await handle.query(status), 'ordered');
  });
});
