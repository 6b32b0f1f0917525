// A process that offers a function. `hang`: it takes the call and never answers; its parent kills it.
const { MeshCall } = require('@perdure/mesh');
const { DefaultLogger, Runtime } = require('@perdure/worker');

const [, , address, namespace, topic, how] = process.argv;
Runtime.install({ logger: new DefaultLogger('ERROR') });

async function callback() {
  process.send('called');
  if (how === 'hang') await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  return process.pid;
}

MeshCall.connect({ redis: address, namespace, topic, callback }).then(() => process.send('ready'));
