import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { Recipe, Step } from './recipe';

const kitchen = proxyActivities<Record<string, (...things: string[]) => Promise<string>>>({
  startToCloseTimeout: '1 minute',
});

export async function cook({ pantry, step }: Recipe): Promise<Record<string, string>> {
  const kept: Record<string, string> = { ...pantry };
  await follow(step, kept);
  return kept;
}

async function follow(step: Step, kept: Record<string, string>): Promise<void> {
  if ('inOrder' in step) {
    for (const next of step.inOrder) await follow(next, kept);
  } else if ('together' in step) {
    await Promise.all(step.together.map((next) => follow(next, kept)));
  } else {
    const things = step.with.map((name) => thing(name, kept));
    const result = await kitchen[step.do]?.(...things);
    if (step.as !== undefined && result !== undefined) kept[step.as] = result;
  }
}

function thing(name: string, kept: Readonly<Record<string, string>>): string {
  const found = kept[name];
  if (found === undefined) throw ApplicationFailure.nonRetryable(`There is no ${name}`, 'UnknownName', name);
  return found;
}
