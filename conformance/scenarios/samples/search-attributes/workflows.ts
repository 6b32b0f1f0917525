import { condition, defineSignal, setHandler, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { crates, due, fragile, port } from './attributes';

export const arrive = defineSignal('arrive');

export async function ship(): Promise<string> {
  let arrived = false;
  setHandler(arrive, () => {
    arrived = true;
  });
  const before = workflowInfo().typedSearchAttributes;
  upsertSearchAttributes([
    { key: crates, value: (before.get(crates) ?? 0) + 1 },
    { key: due, value: new Date('2030-01-02T03:04:05Z') },
    { key: fragile, value: null },
  ]);
  const { typedSearchAttributes: after } = workflowInfo();
  await condition(() => arrived);
  return `${after.get(port)}, ${after.get(crates)} crates, ${after.get(fragile)}, ${after.get(due)?.toISOString()}`;
}
