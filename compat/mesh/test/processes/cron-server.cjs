// A server that starts a cron job when it starts, as all its copies do. `hang`: its runs never end; its parent kills it.
const { MeshCall } = require('@perdure/mesh');
const { DefaultLogger, Runtime } = require('@perdure/worker');

const [, , address, namespace, topic, maxCycles, how] = process.argv;
Runtime.install({ logger: new DefaultLogger('ERROR') });

async function callback() {
  process.send('run');
  if (how === 'hang') await new Promise((resolve) => setTimeout(resolve, 3_600_000));
}

const options = { id: 'job', interval: '1 second', maxCycles: Number(maxCycles) };
MeshCall.cron({ redis: address, namespace, topic, callback, options }).then((made) => {
  process.send(made ? 'made' : 'there already');
  process.send('ready');
});
