import { expect, it } from 'vitest';
import type { JobOf } from '../../src/model/activation';
import type { Command } from '../../src/model/command';
import { applicationFailure, complete, respond, timer } from './commands';
import { onEachStore, startRequest, updateCall } from './scene';
import { code, json } from './scripted-worker';

/** Handlers by the name of the update; a signal ends the workflow. */
const wf = code(() => {
  const later: string[] = [];
  const handlers: Record<string, (job: JobOf<'doUpdate'>) => readonly Command[]> = {
    echo: ({ updateId }) => respond(updateId, { state: 'accepted' }, { state: 'completed', result: [json(updateId)] }),
    fails: ({ updateId }) =>
      respond(updateId, { state: 'accepted' }, { state: 'failed', failure: applicationFailure('handler') }),
    invalid: ({ updateId, runValidator }) =>
      runValidator ? respond(updateId, { state: 'rejected', failure: applicationFailure('validator') }) : [],
    slow: ({ updateId }) => {
      later.push(updateId);
      return [...respond(updateId, { state: 'accepted' }), timer(later.length, 40)];
    },
    stuck: ({ updateId }) => respond(updateId, { state: 'accepted' }),
    ends: () => [complete('ended')],
  };
  return {
    doUpdate: (job) => handlers[job.name]!(job),
    fireTimer: ({ seq }) => respond(later[seq - 1]!, { state: 'completed', result: [json('slow')] }),
    signalWorkflow: () => [complete('ended')],
  };
});

onEachStore('an update', (scene) => {
  const target = { workflowId: 'w' };
  const update = (name: string, stage: 'ACCEPTED' | 'COMPLETED' = 'COMPLETED', id?: string) =>
    scene().during(scene().client.update(target, updateCall(name, id), stage));

  it('is accepted and completed in one task', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    expect(await update('echo', 'COMPLETED', 'u1')).toMatchObject({
      stage: 'COMPLETED',
      outcome: { result: [json('u1')] },
    });
    expect((await scene().types()).filter((type) => type.includes('Update'))).toEqual([
      'WorkflowExecutionUpdateAccepted',
      'WorkflowExecutionUpdateCompleted',
    ]);
  });

  it('is accepted first and completed later', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    const accepted = await update('slow', 'ACCEPTED', 'u1');
    expect(accepted).toMatchObject({ stage: 'ACCEPTED' });
    expect(await scene().during(scene().client.updateOutcome(target, 'u1'))).toMatchObject({
      outcome: { result: [json('slow')] },
    });
  });

  it('whose handler fails is completed with the failure', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    expect(await update('fails')).toMatchObject({ outcome: { failure: { message: 'handler' } } });
  });

  it('that is rejected leaves no trace in the history', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    await update('echo');
    const before = await scene().types();
    expect(await update('invalid')).toMatchObject({ outcome: { failure: { message: 'validator' } } });
    expect(await scene().types()).toEqual(before);
    expect(await update('echo')).toMatchObject({ stage: 'COMPLETED' });
  });

  it('with a known id is not run again', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    const [one, two] = [await update('echo', 'COMPLETED', 'u1'), await update('echo', 'COMPLETED', 'u1')];
    expect(two).toEqual(one);
    expect((await scene().types()).filter((type) => type === 'WorkflowExecutionUpdateAccepted')).toHaveLength(1);
  });

  it('that comes before the first task is part of it', async () => {
    await scene().start();
    const outcome = scene().client.update(target, updateCall('echo', 'early'), 'COMPLETED');
    await scene().until(async () => (await scene().client.describe(target)).run['wft'] !== undefined);
    scene().worker({ scripts: { wf } });
    expect(await scene().during(outcome)).toMatchObject({ outcome: { result: [json('early')] } });
  });

  it('that has not been accepted is aborted when the workflow closes', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    await expect(update('ends', 'COMPLETED')).rejects.toMatchObject({
      code: 'UPDATE_ABORTED',
      message: 'workflow update was aborted by closing workflow',
    });
  });

  it('that was accepted and is not finished fails when the workflow closes', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    await update('stuck', 'ACCEPTED', 'u1');
    const outcome = scene().client.updateOutcome(target, 'u1');
    await scene().signal('end');
    expect(await scene().during(outcome)).toMatchObject({
      outcome: { failure: { info: { type: 'AcceptedUpdateCompletedWorkflow', nonRetryable: true } } },
    });
  });

  it('of a closed or unknown workflow is refused', async () => {
    scene().worker({ scripts: { wf } });
    await expect(update('echo')).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'workflow not found for ID: w' });
    await scene().start();
    await scene().signal('end');
    await scene().closing();
    await expect(update('echo')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'workflow execution already completed',
    });
  });

  it('waits for room while ten are in flight, accepted or not', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    for (let count = 0; count < 9; count += 1) await update('stuck', 'ACCEPTED');
    const slow = update('slow', 'COMPLETED');
    await scene().until(async () => (await scene().client.describe(target)).run['updOpen'] === '10');
    const eleventh = update('echo', 'COMPLETED', 'eleventh');
    await slow;
    expect(await eleventh).toMatchObject({ outcome: { result: [json('eleventh')] } });
  });

  it('for which there is no room before its deadline is not carried out', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    for (let count = 0; count < 10; count += 1) await update('stuck', 'ACCEPTED');
    const late = scene().client.update(target, updateCall('echo'), 'COMPLETED', { deadlineMs: Date.now() + 50 });
    await expect(scene().during(late)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await scene().signal('end');
    await scene().closing();
    expect((await scene().types()).filter((type) => type === 'WorkflowExecutionUpdateAccepted')).toHaveLength(10);
  });

  it('survives a task that fails', async () => {
    let broken = true;
    const failing = code(() => ({
      doUpdate: ({ updateId }) => {
        if (broken) throw new Error('broken code');
        return respond(updateId, { state: 'accepted' }, { state: 'completed', result: [json('fixed')] });
      },
    }));
    scene().worker({ scripts: { wf: failing } });
    await scene().start();
    await scene().until(async () => (await scene().types()).includes('WorkflowTaskCompleted'));
    const outcome = update('any');
    await scene().until(() => scene().errors.length > 0);
    broken = false;
    expect(await outcome).toMatchObject({ outcome: { result: [json('fixed')] } });
  });

  it('starts the workflow it is sent with, or goes to the one that runs', async () => {
    scene().worker({ scripts: { wf } });
    const request = () => startRequest({ idConflictPolicy: 'USE_EXISTING' });
    const replies: boolean[] = [];
    const send = (id: string) =>
      scene().during(
        scene().client.updateWithStart(request(), updateCall('echo', id), 'COMPLETED', ({ started }) => {
          replies.push(started);
        }),
      );
    expect(await send('one')).toMatchObject({ outcome: { result: [json('one')] } });
    expect(await send('two')).toMatchObject({ outcome: { result: [json('two')] } });
    expect(replies).toEqual([true, false]);
  });
});
