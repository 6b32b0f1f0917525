/** The scenes that each test runner plays, in its own words for `test`, `before` and `after`. */
const assert = require('node:assert');
const { MockActivityEnvironment, TestWorkflowEnvironment } = require('@perdure/testing');
const { DefaultLogger, Runtime, Worker } = require('@perdure/worker');
const activities = require('./activities');
const { cancelOrder, order, status } = require('./workflows');

exports.play = ({ describe, it, before, after }) => {
  describe('the shop', () => {
    let testEnv;

    before(async () => {
      Runtime.install({ logger: new DefaultLogger('ERROR') });
      testEnv = await TestWorkflowEnvironment.createTimeSkipping();
    });
    after(async () => {
      await testEnv?.teardown();
    });

    const createWorker = (mocks = {}) =>
      Worker.create({
        connection: testEnv.nativeConnection,
        taskQueue: 'shop',
        workflowsPath: require.resolve('./workflows'),
        activities: { ...activities, ...mocks },
      });

    it('ships after two weeks', async () => {
      const worker = await createWorker();
      const options = { taskQueue: 'shop', workflowId: 'ships', args: ['Ann', 'lamp'] };
      assert.equal(await worker.runUntil(testEnv.client.workflow.execute(order, options)), 'lamp shipped');
    });

    it('charges after a day, with a mocked activity', async () => {
      const worker = await createWorker({ charge: async (customer) => `no money of ${customer}` });
      await worker.runUntil(async () => {
        const options = { taskQueue: 'shop', workflowId: 'charges', args: ['Ann', 'lamp'] };
        const handle = await testEnv.client.workflow.start(order, options);
        assert.equal(await handle.query(status), 'ordered');
        await testEnv.sleep('2 days');
        assert.equal(await handle.query(status), 'no money of Ann');
        assert.equal(await handle.result(), 'lamp shipped');
      });
    });

    it('can be told to cancel', async () => {
      const worker = await createWorker();
      await worker.runUntil(async () => {
        const options = { taskQueue: 'shop', workflowId: 'cancels', args: ['Ann', 'lamp'] };
        const handle = await testEnv.client.workflow.start(order, options);
        await handle.signal(cancelOrder);
        assert.equal(await handle.result(), 'cancelled');
      });
    });

    it('has activities that can be tested alone', async () => {
      assert.equal(await new MockActivityEnvironment().run(activities.charge, 'Ben'), 'receipt of Ben');
    });
  });
};
