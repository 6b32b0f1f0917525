import { describe, expect, it } from 'vitest';
import { history } from '../../test/support/history';
import type { HistoryWriter } from '../../test/support/history';
import { play, script } from '../../test/support/play';
import type { ChildCancellationType, Command } from '../model/command';

const start = (cancellationType: ChildCancellationType): Command => ({
  kind: 'startChildWorkflow',
  seq: 1,
  workflowId: 'kid',
  workflowType: 'k',
  args: [],
  parentClosePolicy: 'TERMINATE',
  cancellationType,
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
});
const cancel: Command = { kind: 'cancelChildWorkflow', childSeq: 1 };
const kid = { initiatedEventId: 5, workflowId: 'kid', workflowType: 'k', runId: 'kid-run' };
const TYPES = ['ABANDON', 'TRY_CANCEL', 'WAIT_CANCELLATION_COMPLETED', 'WAIT_CANCELLATION_REQUESTED'] as const;
const request = { kind: 'requestCancelExternalWorkflow', workflowId: 'kid', runId: 'kid-run', childWorkflowOnly: true };

function initiated(): HistoryWriter {
  return history().started().task().completed().childInitiated('kid', 'k');
}
function running(): HistoryWriter {
  return initiated().add('ChildWorkflowExecutionStarted', kid).task().completed();
}

/** Job of the last activation when the started child closes with the last event of `writer`. */
function closing(writer: HistoryWriter): unknown {
  return play(writer.task().events, script([start('ABANDON')])).activations.at(-1)?.jobs[0];
}

describe('a child', () => {
  it('that starts gives its run id', () => {
    const { activations } = play(
      initiated().add('ChildWorkflowExecutionStarted', kid).task().events,
      script([start('ABANDON')]),
    );
    const resolution = { status: 'started', runId: 'kid-run' };
    expect(activations[1]?.jobs).toEqual([{ kind: 'resolveChildStart', seq: 1, resolution }]);
  });

  it('whose id is taken does not start', () => {
    const failed = {
      initiatedEventId: 5,
      workflowId: 'kid',
      workflowType: 'k',
      cause: 'WORKFLOW_ALREADY_EXISTS',
    } as const;
    const { activations } = play(
      initiated().add('StartChildWorkflowExecutionFailed', failed).task().events,
      script([start('ABANDON')]),
    );
    const resolution = { status: 'failed', workflowId: 'kid', workflowType: 'k' };
    expect(activations[1]?.jobs).toEqual([{ kind: 'resolveChildStart', seq: 1, resolution }]);
  });

  it('that fails gives a child failure with everything that is known of it', () => {
    const failed = { ...kid, failure: { message: 'boom' }, retryState: 'RETRY_POLICY_NOT_SET' } as const;
    const info = {
      kind: 'childWorkflow',
      namespace: 'default',
      workflowId: 'kid',
      workflowType: 'k',
      runId: 'kid-run',
      initiatedEventId: 5,
      startedEventId: 6,
      retryState: 'RETRY_POLICY_NOT_SET',
    };
    const failure = { message: 'Child Workflow execution failed', cause: { message: 'boom' }, info };
    expect(closing(running().add('ChildWorkflowExecutionFailed', failed))).toEqual({
      kind: 'resolveChild',
      seq: 1,
      resolution: { status: 'failed', failure },
    });
  });

  it.each<[string, HistoryWriter, object]>([
    ['completes', running().add('ChildWorkflowExecutionCompleted', kid), { status: 'completed', result: [] }],
    [
      'times out',
      running().add('ChildWorkflowExecutionTimedOut', { ...kid, retryState: 'TIMEOUT' }),
      { status: 'failed', failure: { cause: { info: { kind: 'timeout', timeoutType: 'START_TO_CLOSE' } } } },
    ],
    [
      'is terminated',
      running().add('ChildWorkflowExecutionTerminated', kid),
      {
        status: 'failed',
        failure: { cause: { info: { kind: 'terminated' } }, info: { retryState: 'NON_RETRYABLE_FAILURE' } },
      },
    ],
    [
      'is cancelled',
      running().add('ChildWorkflowExecutionCanceled', kid),
      { status: 'cancelled', failure: { cause: { info: { kind: 'canceled' } } } },
    ],
  ])('that %s tells the parent so', (_name, writer, resolution) => {
    expect(closing(writer)).toMatchObject({ kind: 'resolveChild', resolution });
  });
});

describe('cancelling a child', () => {
  it.each(TYPES)('in the task that starts it drops both and fails the start (%s)', (type) => {
    const { activations, commands } = play(history().started().task().events, script([start(type), cancel]));
    expect(commands).toEqual([]);
    const failure = {
      message: 'Child Workflow Execution cancelled before scheduled',
      cause: { info: { kind: 'canceled' } },
    };
    expect(activations[1]?.jobs).toMatchObject([
      { kind: 'resolveChildStart', resolution: { status: 'cancelled', failure } },
    ]);
  });

  it.each([
    ['ABANDON', [], true],
    ['TRY_CANCEL', [request], true],
    ['WAIT_CANCELLATION_COMPLETED', [request], false],
    ['WAIT_CANCELLATION_REQUESTED', [request], false],
  ] as const)('that runs, with %s', (type, sent, atOnce) => {
    const { activations, commands } = play(running().signaled('x').task().events, script([start(type)], [], [cancel]));
    expect(commands).toEqual(sent);
    expect(activations).toHaveLength(atOnce ? 4 : 3);
    if (atOnce)
      expect(activations[3]?.jobs).toMatchObject([{ kind: 'resolveChild', resolution: { status: 'cancelled' } }]);
  });

  it.each(TYPES)('and hearing of its end once, or not at all (%s)', (type) => {
    const writer = running().signaled('x').task().completed();
    if (type !== 'ABANDON') {
      writer
        .add('RequestCancelExternalWorkflowExecutionInitiated', {
          workflowId: 'kid',
          runId: 'kid-run',
          childWorkflowOnly: true,
        })
        .add('ExternalWorkflowExecutionCancelRequested', { workflowId: 'kid', runId: 'kid-run', initiatedEventId: 13 });
    }
    const events = writer.add('ChildWorkflowExecutionCanceled', kid).task().events;
    const { activations } = play(events, script([start(type)], [], [cancel]));
    const ends = activations.flatMap((activation) => activation.jobs).filter((job) => job.kind === 'resolveChild');
    expect(ends).toHaveLength(1);
  });
});
