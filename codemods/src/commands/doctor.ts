import type { Command } from 'commander';
import { EXIT } from '../cli/exit-codes';
import { loadAndMigrate } from '../cli/load';
import { migrateOptions, rootOf, type TransformOptions, withTransforms } from '../cli/options';
import type { Colors, Terminal } from '../cli/terminal';
import type { Check } from '../doctor/check';
import { checkPackages } from '../doctor/packages';
import { checkRedis } from '../doctor/redis';
import { checkSources } from '../doctor/sources';

interface DoctorOptions extends TransformOptions {
  /** False with `--no-redis`. */
  readonly redis: boolean;
}

export function addDoctor(program: Command, terminal: Terminal): void {
  withTransforms(program.command('doctor'))
    .description('look at a migrated project: packages, leftovers, questions, servers, and whether Redis is fit')
    .option('--no-redis', 'do not ask Redis')
    .addHelpText(
      'after',
      '\nRedis is looked for at --redis-url, then PERDURE_REDIS_URL, then redis://localhost:6379.' +
        '\nExit code: 0, or 1 when there is a problem, 2 when refused. Warnings do not count.',
    )
    .action((folder: string, options: DoctorOptions) => doctor(terminal, folder, options));
}

async function doctor(terminal: Terminal, folder: string, options: DoctorOptions): Promise<void> {
  const migration = loadAndMigrate(terminal, rootOf(folder), migrateOptions(options));
  const checks = [...checkPackages(migration), ...checkSources(migration)];
  terminal.progress('asking Redis');
  const address = options.redisUrl ?? process.env.PERDURE_REDIS_URL ?? 'redis://localhost:6379';
  checks.push(...(options.redis ? await checkRedis(address) : []));
  terminal.progress('');
  if (options.json) terminal.json({ checks });
  else checks.flatMap((check) => linesOf(check, terminal.colors)).forEach(terminal.print);
  process.exitCode = checks.some(({ status }) => status === 'problem') ? EXIT.found : EXIT.ok;
}

function linesOf({ name, status, message, fix }: Check, { green, yellow, red, dim }: Colors): string[] {
  const color = { ok: green, warning: yellow, problem: red }[status];
  return [`${color(status.padEnd(8))} ${name}: ${message}`, ...(fix === undefined ? [] : [dim(`         ${fix}`)])];
}
