import { inFlight } from '../measure';
import type { Result } from '../result';
import type { Scenario, ScenarioContext } from './context';

const customer = { name: 'BenchCustomer', type: 'KEYWORD' } as const;
const amount = { name: 'BenchAmount', type: 'INT' } as const;
const PAGE = 50;

/** Filters by name; `run` is in front of the ids and types of this run of the bench. */
const FILTERS: Readonly<Record<string, (run: string) => string>> = {
  'list-all': () => '',
  'list-by-id': (run) => `WorkflowId = '${run}-77'`,
  'list-by-prefix': (run) => `WorkflowId STARTS_WITH '${run}-77'`,
  'list-by-type': (run) => `WorkflowType = '${run}-7'`,
  'list-by-keyword': (run) => `BenchCustomer = '${run}-c7'`,
  'list-by-range': (run) => `BenchAmount BETWEEN 100 AND 199 AND WorkflowId STARTS_WITH '${run}'`,
  'list-by-two': (run) => `WorkflowType = '${run}-7' AND BenchCustomer = '${run}-c7'`,
};

/** Pages of lists among many open workflows that nobody works on. */
export const visibilityScenario: Scenario = {
  name: 'visibility',
  async run(context) {
    const run = context.newId();
    const total = context.quick ? 5_000 : 100_000;
    await populate(context, run, total);
    const results: Result[] = [];
    for (const [scenario, query] of Object.entries(FILTERS)) results.push(await pages(context, scenario, query(run)));
    return results;
  },
};

async function populate({ client }: ScenarioContext, run: string, total: number): Promise<void> {
  await inFlight(200, total, async (index) => {
    await client.workflow.start(`${run}-${index % 100}`, {
      taskQueue: `${run}-nobody`,
      workflowId: `${run}-${index}`,
      typedSearchAttributes: [
        { key: customer, value: `${run}-c${index % 1_000}` },
        { key: amount, value: index },
      ],
    });
  });
}

/** One page at a time, again and again. */
async function pages({ client, quick }: ScenarioContext, scenario: string, query: string): Promise<Result> {
  const timing = await inFlight(1, quick ? 20 : 100, async () => {
    let count = 0;
    for await (const _ of client.workflow.list({ query, pageSize: PAGE })) if (++count === PAGE) break;
  });
  return {
    system: 'perdure',
    scenario,
    inFlight: 1,
    perSecond: timing.perSecond,
    p50Ms: timing.p50Ms,
    p99Ms: timing.p99Ms,
  };
}
