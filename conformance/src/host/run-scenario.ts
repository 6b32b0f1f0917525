import type { Client } from '@perdure/client';
import { programFile } from '../scenarios/manifest';
import { describeError } from './describe-error';
import { createEnvironment, type HostEnvironment } from './environment';
import { exportHistories } from './export-histories';
import type { ExportedHistory, HostOrder, Ran } from './protocol';

/** What a program.ts exports. */
interface Program {
  run(env: HostEnvironment): Promise<void>;
}

/** Runs one program and exports its histories, also those of a program that failed. Never rejects. */
export async function runScenario(client: Client, id: string, order: HostOrder): Promise<Ran> {
  const began = performance.now();
  const env = createEnvironment(id, order);
  const error = await failureOf(() => withinLimit(runProgram(id, env, order), order.timeoutMs));
  const ms = Math.round(performance.now() - began);
  let histories: ExportedHistory[] = [];
  const exportError = await failureOf(async () => {
    histories = await withinLimit(exportHistories(client, env), order.timeoutMs);
  });
  return { ms, error: error ?? exportError, histories };
}

async function runProgram(id: string, env: HostEnvironment, { target }: HostOrder): Promise<void> {
  const program = (await import(programFile(target, id))) as Program;
  await program.run(env);
}

async function failureOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}

async function withinLimit<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not finished after ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
