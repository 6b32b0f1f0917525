import { expect, test } from 'vitest';
import * as wf from '../src/index';
import { Driver } from './harness';

const main = async (): Promise<void> => {
  wf.log.debug('details');
  wf.log.info('news');
};

test('every line leaves the workflow when the host does not say what is heard', async () => {
  const outcome = await new Driver(main).start();
  expect(outcome.logged('debug')).toEqual(['Workflow started', 'details', 'Workflow completed']);
  expect(outcome.logged('info')).toEqual(['news']);
});

test('lines below the least level that is heard are not made', async () => {
  const outcome = await new Driver(main, { leastLogLevel: 'INFO' }).start();
  expect(outcome.sinkCalls.map(({ args }) => args[0])).toEqual(['news']);
  const quiet = await new Driver(main, { leastLogLevel: 'ERROR' }).start();
  expect(quiet.sinkCalls).toEqual([]);
});

test('interceptors of log attributes see every line, whoever listens', async () => {
  let seen = 0;
  const interceptors = () => ({
    outbound: [{ getLogAttributes: (attributes: object) => ((seen += 1), attributes) }],
  });
  await new Driver(main, { leastLogLevel: 'ERROR', interceptors: [{ interceptors }] }).start();
  expect(seen).toBe(4);
});
