import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { agreeingComparison, differenceFrom } from '../checks/compare-golden';
import { runOnTarget, type Ran } from '../runner/run-on-target';
import { findScenarios } from '../scenarios/folders';
import { readGolden, sequencesOf, writeGolden } from '../scenarios/golden';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

export async function runCommand(args: string[]): Promise<number> {
  const program = new Command('perdure-conformance')
    .argument('[scenarios...]', 'parts of names: samples/hello-world, features/signals')
    .option('--redis <url>', 'where Redis is', 'redis://localhost:6379')
    .option('--update-golden', 'write golden.json')
    .parse(args, { from: 'user' });
  const { redis, updateGolden } = program.opts<{ redis: string; updateGolden?: boolean }>();
  const wanted = program.args;
  const scenarios = findScenarios().filter(({ id }) => wanted.length === 0 || wanted.some((part) => id.includes(part)));
  const seed = randomBytes(4).toString('hex');
  let failed = 0;
  const judge = (id: string, ran: Ran): string | undefined => {
    if (ran.error !== undefined) return ran.error;
    const sequences = sequencesOf(ran.histories);
    const golden = readGolden(id);
    if (updateGolden === true) {
      const runs = golden ? [golden.histories, sequences] : [sequences];
      const compare = agreeingComparison(runs, golden?.compare);
      writeGolden(id, { compare: compare ?? 'exact', histories: sequences });
      return undefined;
    }
    return golden ? differenceFrom(golden, sequences) : 'there is no golden.json: run with --update-golden';
  };
  const order = {
    target: 'redis' as const,
    address: redis,
    namespace: `perdure-conformance-${seed}`,
    seed,
    scenarios: scenarios.map(({ id }) => id),
    concurrency: 4,
    timeoutMs: 60_000,
  };
  const ended = (id: string, ran: Ran): void => {
    const problem = judge(id, ran);
    if (problem !== undefined) failed++;
    print(
      `${problem === undefined ? 'passed' : 'FAILED'} ${id} ${ran.ms} ms${problem === undefined ? '' : `\n  ${problem}`}`,
    );
  };
  await runOnTarget(order, { began: () => undefined, ended }, new AbortController().signal);
  print(`${scenarios.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
