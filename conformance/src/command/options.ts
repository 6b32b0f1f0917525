/** What the command line says, checked. */
import { randomBytes } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { TARGETS, type Target } from '../scenarios/scenario';

export interface CommandOptions {
  /** Parts of the ids of scenarios; none: all. */
  readonly wanted: readonly string[];
  readonly targets: readonly Target[];
  readonly redis: string;
  /** Of a Temporal server. */
  readonly address: string;
  readonly namespace: string;
  readonly seed: string;
  readonly concurrency: number;
  /** Checks that are left out. */
  readonly without: readonly Check[];
  readonly json: boolean;
  readonly junit?: string;
  readonly html?: string;
  readonly list: boolean;
  readonly updateGolden: boolean;
}

type Parsed = Omit<CommandOptions, 'wanted' | 'targets'> & { readonly target: readonly Target[] };

const MAX_CONCURRENCY = 64;
/** Checks that take long, beside those that belong to every run. */
const CHECKS = ['types', 'replay'] as const;
export type Check = (typeof CHECKS)[number];

const DESCRIPTION =
  'Runs ordinary Temporal programs, migrated, on your Redis and on the embedded memory store, and compares what they ' +
  'leave with what Temporal leaves. Works in a namespace of its own, and removes it.';

const EXAMPLES = `
A URL names a server, a cluster or sentinels:
  redis://user:password@host:6379, rediss://host:6379
  redis+cluster://host:7000,host:7001
  redis+sentinel://host:26379,host:26380/mymaster

Exit codes: 0 all passed, 1 something failed, 2 nothing could be run, 130 interrupted.`;

/** Throws CommanderError for what it does not know, and after --help. */
export function parseOptions(args: readonly string[], out: (text: string) => void): CommandOptions {
  const command = define().configureOutput({ writeOut: out }).exitOverride();
  command.parse(args, { from: 'user' });
  const { target, ...options } = command.opts<Parsed>();
  return { ...options, targets: target, wanted: command.args };
}

function define(): Command {
  return new Command('perdure-conformance')
    .description(DESCRIPTION)
    .argument('[scenarios...]', 'parts of names, such as samples/hello-world or features/signals; default: all')
    .addOption(
      new Option('--redis <url>', 'the Redis to run on').env('PERDURE_REDIS_URL').default('redis://localhost:6379'),
    )
    .addOption(
      new Option(
        '--target <targets>',
        `where to run, of ${TARGETS.join(', ')}; temporal runs the programs as they were written`,
      )
        .default(['redis', 'memory'], 'redis,memory')
        .argParser((text) => parseList(text, TARGETS)),
    )
    .option('--address <host:port>', 'of a Temporal server, for --target temporal', 'localhost:7233')
    .option('--namespace <name>', 'on a Temporal server, for --target temporal', 'default')
    .option(
      '--seed <text>',
      'repeats the names and the order of an earlier run',
      parseSeed,
      randomBytes(4).toString('hex'),
    )
    .option('--concurrency <n>', 'scenarios beside each other on each target', parseConcurrency, 4)
    .addOption(
      new Option('--without <checks>', `leave checks out, of ${CHECKS.join(', ')}; the report says so`)
        .default([], 'none')
        .argParser((text) => parseList(text, CHECKS)),
    )
    .option('--json', 'print the report as JSON, and nothing else', false)
    .option('--junit <file>', 'write a JUnit report')
    .option('--html <file>', 'write an HTML report')
    .option('--list', 'print the names of the scenarios and end', false)
    .option('--update-golden', 'write the event types that were seen to golden.json, for who develops the suite', false)
    .addHelpText('after', EXAMPLES);
}

function parseList<T extends string>(text: string, known: readonly T[]): T[] {
  return text.split(',').map((part) => {
    const found = known.find((word) => word === part.trim());
    if (found === undefined) throw new InvalidArgumentError(`'${part}' is not one of ${known.join(', ')}.`);
    return found;
  });
}

function parseSeed(text: string): string {
  if (/^[\w-]{1,40}$/.test(text)) return text;
  throw new InvalidArgumentError('It becomes a part of names: 1 to 40 letters, digits, dashes or underscores.');
}

function parseConcurrency(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MAX_CONCURRENCY) return number;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MAX_CONCURRENCY}.`);
}
