/** `npm run example -- hello` runs one example; without a name, or with a wrong one, it lists them. */
import { DefaultLogger, Runtime } from '@perdure/worker';
import { examples, isExample } from './examples';

async function run(name: string | undefined): Promise<void> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  if (name === undefined || !isExample(name)) {
    print(`npm run example -- <name>, with one of:\n  ${Object.keys(examples).join('\n  ')}`);
    print('They run on the Redis of PERDURE_REDIS_URL (without it: redis://localhost:6379), or in memory with');
    print('PERDURE_STORE=memory. What each shows stands at the top of examples/src/<name>/main.ts.');
    return;
  }
  // Some examples fail on purpose; the worker's warnings would drown what they print.
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const { main } = await examples[name]();
  await main(print);
}

run(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
