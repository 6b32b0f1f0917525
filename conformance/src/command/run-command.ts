/** The command from its arguments to its exit code. Owns the namespace of the run: it is gone when this is done. */
import { CommanderError } from 'commander';
import { progressOn } from '../report/progress';
import { readGolden } from '../scenarios/golden';
import { findGap, readKnownGaps } from '../scenarios/known-gaps';
import { listScenarios, type ListedScenario } from '../scenarios/manifest';
import type { Evidence } from '../suite/evidence';
import { judge } from '../suite/judge';
import { reportOf, type Report } from '../suite/report';
import { gather, type Listener } from '../suite/run-suite';
import type { SuiteSettings } from '../suite/settings';
import { updateGoldens } from '../suite/update-goldens';
import { onInterrupt } from './interruption';
import { removeNamespace } from './keyspace';
import { parseOptions, type CommandOptions } from './options';
import { namespaceOf, placesFor } from './places';
import { writeReports } from './write-reports';

const EXIT = { passed: 0, failed: 1, notRun: 2, interrupted: 130 } as const;

/** Where the command writes. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
}

/** Never rejects: what goes wrong is said on `stderr`. */
export async function runCommand(args: readonly string[], streams: Streams): Promise<number> {
  try {
    const options = parseOptions(args, (text) => streams.stdout.write(text));
    return await obey(options, streams);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.notRun;
    streams.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.notRun;
  }
}

async function obey(options: CommandOptions, streams: Streams): Promise<number> {
  const scenarios = wantedOf(listScenarios(), options.wanted);
  if (options.list) {
    streams.stdout.write(scenarios.map(({ id }) => `${id}\n`).join(''));
    return EXIT.passed;
  }
  const evidence = await gatherAndCleanUp({ ...settingsOf(options), scenarios }, options, streams);
  if (evidence === undefined) return EXIT.interrupted;
  if (options.updateGolden) updateGoldens(evidence.runs);
  const report = reportOf(judge(evidence, { golden: readGolden, knownGaps: readKnownGaps() }));
  await writeReports(report, options, streams.stdout);
  return exitCodeOf(report);
}

function exitCodeOf({ summary }: Report): number {
  return summary.failed === 0 ? EXIT.passed : EXIT.failed;
}

function wantedOf(all: readonly ListedScenario[], wanted: readonly string[]): ListedScenario[] {
  const unknown = wanted.find((part) => !all.some(({ id }) => id.includes(part)));
  if (unknown !== undefined) throw new Error(`No scenario has '${unknown}' in its name; --list prints the names`);
  return all.filter(({ id }) => wanted.length === 0 || wanted.some((part) => id.includes(part)));
}

const TIMEOUT_MS = 60_000;

function settingsOf(options: CommandOptions): Omit<SuiteSettings, 'scenarios'> {
  const { seed, concurrency, without } = options;
  return { places: placesFor(options), seed, concurrency, without, timeoutMs: TIMEOUT_MS };
}

/** Undefined after an interruption. */
async function gatherAndCleanUp(
  settings: SuiteSettings,
  options: CommandOptions,
  { stderr }: Streams,
): Promise<Evidence | undefined> {
  const namespace = namespaceOf(options.seed);
  const cleanUp = async (): Promise<void> => {
    if (options.targets.includes('redis')) await removeNamespace(options.redis, namespace);
  };
  const interruption = onInterrupt(() => {
    stderr.write(`\nKeys that begin with {perdure/${namespace} may be left in Redis.\n`);
    process.exit(EXIT.interrupted);
  });
  const gaps = readKnownGaps();
  const progress = progressOn(stderr, ({ scenario, target }) => findGap(gaps, scenario.id, target) !== undefined);
  try {
    const evidence = await gatherUntil(interruption.signal, settings, progress);
    await cleanUp();
    return interruption.signal.aborted ? undefined : evidence;
  } catch (error) {
    // What went wrong first is what is worth saying.
    await cleanUp().catch(() => undefined);
    throw error;
  } finally {
    progress.end();
    interruption.release();
  }
}

/** Undefined when interrupted. A target that cannot be run on ends the others too. */
async function gatherUntil(
  interruption: AbortSignal,
  settings: SuiteSettings,
  listener: Listener,
): Promise<Evidence | undefined> {
  const end = new AbortController();
  interruption.addEventListener('abort', () => end.abort(), { once: true });
  try {
    return await gather(settings, listener, end.signal);
  } catch (error) {
    end.abort();
    if (interruption.aborted) return undefined;
    throw error;
  }
}
