import { log, proxyActivities, proxySinks, sleep, workflowInfo, type Sinks } from '@perdure/workflow';

interface Activities {
  greet(name: string): Promise<string>;
}
interface Told extends Sinks {
  told: { always(what: unknown): void; live(what: unknown): void };
}
const { greet } = proxyActivities<Activities>({ startToCloseTimeout: '10s' });
const { told } = proxySinks<Told>();

export async function greeting(name: string): Promise<string> {
  const { workflowId, runId, namespace } = workflowInfo();
  told.always([name, workflowId, runId, namespace]);
  told.live(name);
  log.info('greeting', { name });
  const said = await greet(name);
  told.always(said);
  await sleep('1s');
  return said;
}

export async function failing(): Promise<void> {
  await Promise.reject(new Error('a bug'));
}
