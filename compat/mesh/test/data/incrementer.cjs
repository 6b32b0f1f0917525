// A process with the function of entity 'counter'. `die`: it kills itself between a write and the recording of its step.
const { MeshData } = require('@perdure/mesh');
const { recordEngine } = require('@perdure/mesh/lib/record/engine');
const { DefaultLogger, Runtime } = require('@perdure/worker');

const [, , address, namespace, how] = process.argv;
Runtime.install({ logger: new DefaultLogger('ERROR') });

async function counter(times) {
  const search = await MeshData.workflow.search();
  const answers = [];
  for (let n = 0; n < times; n++) answers.push(await search.incr('n', 1));
  await MeshData.workflow.sleepFor('10 ms');
  answers.push(await search.incr('n', 1));
  return answers;
}

/** The store applies the third write, and this process ends before it hears of it. */
function dieAfterThird() {
  const engine = require('@perdure/mesh/lib/record/engine');
  let writes = 0;
  engine.recordEngine = async () => {
    const found = await recordEngine();
    const change = async (...args) => {
      const answer = await found.records.change(...args);
      if (++writes === 3) process.kill(process.pid, 'SIGKILL');
      return answer;
    };
    return { ...found, records: { ...found.records, change } };
  };
}

if (how === 'die') dieAfterThird();
new MeshData(address)
  .connect({ entity: 'counter', target: counter, options: { namespace } })
  .then(() => process.send('connected'));
