// A worker of MeshFlow that says what its functions do. Its parent kills it at any moment.
const { MeshFlow } = require('@perdure/mesh');
const { DefaultLogger, Runtime } = require('@perdure/worker');

const [, , address, namespace, how] = process.argv;
// Tasks that are lost with a process are what this is about; failures of workflow code are not.
Runtime.install({
  logger: new DefaultLogger('WARN', ({ message, meta }) => {
    if (/Mismatch|nondeterminism/i.test(`${message} ${meta?.error ?? ''}`))
      process.send(`wrong: ${message} ${meta?.error}`);
  }),
});

const say = (what) => process.send(what);
const activities = {
  async work(n) {
    say('work');
    if (how === 'hang') await new Promise((resolve) => setTimeout(resolve, 3_600_000));
    return n * 10;
  },
};
const { work } = MeshFlow.workflow.proxyActivities({ activities });
const target = (workflowName) => ({ taskQueue: 'main', workflowName });

const workflow = {
  /** Two activities, one after the other. */
  async carries(n) {
    return [await work(n), await work(n + 1)];
  },
  /** Every kind of step. */
  async everything(n, tally) {
    const here = await MeshFlow.workflow.once((value) => {
      say('once');
      return value;
    }, n);
    const child = await MeshFlow.workflow.execChild({ ...target('child'), args: [n] });
    const hooked = await MeshFlow.workflow.execHook({
      ...target('hooked'),
      args: [n, `hook-${tally}-${n}`],
      signalId: `hook-${tally}-${n}`,
    });
    const drawn = MeshFlow.workflow.random();
    await MeshFlow.workflow.sleepFor('10 ms');
    await MeshFlow.workflow.signal(tally, n);
    return [here, child, hooked, await work(n), drawn === MeshFlow.workflow.random()];
  },
  async child(n) {
    say('child');
    return await work(n);
  },
  async hooked(n, signalId) {
    say('hook');
    await MeshFlow.workflow.signal(signalId, { n });
  },
  /** Takes so many signals. */
  async tallies(tally, count) {
    const got = [];
    while (got.length < count) got.push(await MeshFlow.workflow.waitFor(tally));
    return got;
  },
};

MeshFlow.Worker.create({ connection: address, namespace, taskQueue: 'main', workflow }).then(() => say('ready'));
