/** Answers queries that come without a workflow task: from a warm run, or from a replay of the whole history. */
import type { HistoryEvent } from '../model/event';
import type { QueryTask } from '../model/task';
import type { Namespace } from '../namespace/namespace';
import type { TaskOutcome } from '../replay/run-machine';
import type { WorkflowHandler } from './contract';
import { play } from './play';
import { foldSearchAttributes, newRun, type RunCache } from './run-cache';
import { describeFailure, MAX_LOST, SandboxLost } from './task-failure';

export interface QueryTaskOptions {
  readonly namespace: Namespace;
  readonly handler: WorkflowHandler;
}

export async function runQuery(options: QueryTaskOptions, cache: RunCache, task: QueryTask): Promise<void> {
  const { namespace } = options;
  const answer = await answerQuery(options, cache, task);
  await namespace.applier.apply(task.workflowId, {
    target: { workflowId: task.workflowId, runId: task.runId },
    alternatives: [
      { guards: [], effects: [{ do: 'answerQuery', queryId: task.query.queryId, answer: JSON.stringify(answer) }] },
    ],
  });
}

async function answerQuery(
  options: QueryTaskOptions,
  cache: RunCache,
  task: QueryTask,
  lost = 0,
): Promise<TaskOutcome['queryAnswers'][number]['answer']> {
  const { store, applier } = options.namespace;
  try {
    const cached = cache.get(task.runId);
    const current = cached?.completedStartedEventId === task.previousStartedEventId;
    let events: readonly HistoryEvent[] = [];
    let run = current ? cached : undefined;
    if (!run) {
      cache.evict(task.runId);
      events =
        task.warm || task.paged
          ? await store.readHistory(applier.shardOf(task.workflowId), task.runId, 1)
          : task.events;
      run = newRun(cache, task.runId, events);
    }
    run.busy = true;
    run.machine.feedQuery({ runId: task.runId, namespace: store.namespace, events, query: task.query });
    const outcome = await play(options.handler, run.machine);
    run.completedStartedEventId = task.previousStartedEventId;
    run.searchAttributes = foldSearchAttributes(run.searchAttributes, events);
    run.busy = false;
    const answer = outcome.queryAnswers.find(({ queryId }) => queryId === task.query.queryId)?.answer;
    return answer ?? { failure: { message: 'The query was not answered', source: 'Server' } };
  } catch (error) {
    cache.evict(task.runId);
    if (error instanceof SandboxLost && lost < MAX_LOST) return answerQuery(options, cache, task, lost + 1);
    return { failure: describeFailure(error).failure };
  }
}
