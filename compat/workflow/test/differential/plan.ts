/** What happens to a run: chosen among what it waits for, by a seeded choice. */
import type { Command, Failure, Job } from '@perdure/engine';
import { completed, signal, update } from '../harness';

/** Everything a run has asked for and not been answered. */
export class Waiting {
  readonly #jobs = new Map<string, Job[]>();
  #cancelled = false;

  /** Learns from the commands of an activation; true when the run has ended. */
  add(commands: readonly Command[]): boolean {
    for (const command of commands) this.#learn(command);
    return commands.some(({ kind }) => ['completeWorkflow', 'failWorkflow', 'cancelWorkflow'].includes(kind));
  }

  /** Jobs for the next activation. `choose(n)` answers a number below n. */
  take(choose: (n: number) => number): Job[] {
    const jobs: Job[] = [];
    for (let n = 1 + choose(3); n > 0 && this.#jobs.size > 0; n--) {
      const keys = [...this.#jobs.keys()];
      const key = keys[choose(keys.length)]!;
      const options = this.#jobs.get(key)!;
      const job = options[choose(options.length)]!;
      this.#jobs.delete(key);
      if (job.kind === 'resolveChildStart') this.#put(`child${job.seq}`, ends('resolveChild', job.seq));
      jobs.push(job);
    }
    if (choose(4) === 0 || jobs.length === 0) jobs.unshift(signal('set', choose(3)));
    if (choose(6) === 0) jobs.unshift(update('u', `u${choose(1000)}`));
    if (choose(12) === 0 && !this.#cancelled) {
      this.#cancelled = true;
      jobs.push({ kind: 'cancelWorkflow' });
    }
    return jobs;
  }

  #learn(command: Command): void {
    switch (command.kind) {
      case 'startTimer':
        return this.#put(`timer${command.seq}`, [{ kind: 'fireTimer', seq: command.seq }]);
      case 'cancelTimer':
        return void this.#jobs.delete(`timer${command.seq}`);
      case 'scheduleActivity':
        return this.#put(`activity${command.seq}`, ends('resolveActivity', command.seq));
      case 'startChildWorkflow':
        return this.#put(`start${command.seq}`, [
          { kind: 'resolveChildStart', seq: command.seq, resolution: { status: 'started', runId: 'child' } },
        ]);
      case 'signalExternalWorkflow':
        return this.#put(`signal${command.seq}`, [{ kind: 'resolveSignalExternal', seq: command.seq }]);
      default:
    }
  }

  #put(key: string, jobs: Job[]): void {
    this.#jobs.set(key, jobs);
  }
}

function ends(kind: 'resolveActivity' | 'resolveChild', seq: number): Job[] {
  const info =
    kind === 'resolveActivity'
      ? ({ kind: 'activity', activityType: 'a', activityId: '1' } as const)
      : ({ kind: 'childWorkflow', workflowId: 'c', runId: 'child', workflowType: 'c' } as const);
  const failure = (cause: Failure): Failure => ({ message: 'failed', info, cause });
  const broken = failure({ message: 'x', info: { kind: 'application', type: 'Error' } });
  const cancelled = failure({ message: 'x', info: { kind: 'canceled' } });
  return [
    { kind, seq, resolution: completed(null) },
    { kind, seq, resolution: completed(1) },
    { kind, seq, resolution: { status: 'failed', failure: broken } },
    { kind, seq, resolution: { status: 'cancelled', failure: cancelled } },
  ];
}
