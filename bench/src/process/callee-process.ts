/** A process that offers the function `echo` to MeshCall. Argument: the topic. Ends when it is told anything. */
import { MeshCall } from '@perdure/mesh';

async function main(): Promise<void> {
  const [topic = 'bench'] = process.argv.slice(2);
  await MeshCall.connect({ topic, callback: (value: unknown) => value, maxConcurrent: 200 });
  process.on('message', () => void MeshCall.shutdown().then(() => process.exit(0)));
  process.send?.('ready');
}

void main();
