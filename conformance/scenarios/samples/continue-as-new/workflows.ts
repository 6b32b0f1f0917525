import { continueAsNew, makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';

export interface Round {
  readonly number: number;
  /** Ids of the runs before this one. */
  readonly runs: readonly string[];
}

export interface Finish {
  readonly rounds: number;
  readonly runs: readonly string[];
  readonly firstRunId: string;
  readonly previousRunId: string | undefined;
  readonly laps: unknown;
}

export async function countRounds({ number, runs }: Round): Promise<Finish> {
  const { runId, firstExecutionRunId, continuedFromExecutionRunId, memo } = workflowInfo();
  const next: Round = { number: number + 1, runs: [...runs, runId] };
  if (number === 1) await continueAsNew<typeof countRounds>(next);
  if (number === 2) await makeContinueAsNewFunc<typeof countRounds>({ memo: { laps: 'two' } })(next);
  return {
    rounds: number,
    runs: next.runs,
    firstRunId: firstExecutionRunId,
    previousRunId: continuedFromExecutionRunId,
    laps: memo?.['laps'],
  };
}
