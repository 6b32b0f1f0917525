import { expect, it } from 'vitest';
import type { Command } from '../../src/model/command';
import { complete } from './commands';
import { onEachStore } from './scene';
import { code } from './scripted-worker';

const cancel: Command = { kind: 'requestCancelExternalWorkflow', seq: 1, workflowId: 'target' };
const signal = (seq: number): Command => ({
  kind: 'signalExternalWorkflow',
  seq,
  target: { kind: 'external', workflowId: 'target' },
  signalName: `s${seq}`,
  args: [],
});

/** Sends, and completes with what came of it. */
function sender(...commands: readonly Command[]) {
  return code(() => {
    const outcomes: string[] = [];
    const heard = (text: string | undefined): Command[] => {
      outcomes.push(text ?? 'delivered');
      return outcomes.length === commands.length ? [complete(outcomes)] : [];
    };
    return {
      initializeWorkflow: () => commands,
      resolveSignalExternal: ({ failure }) => heard(failure?.message),
      resolveCancelExternal: ({ failure }) => heard(failure?.message),
    };
  });
}

onEachStore('a message to another workflow', (scene) => {
  const target = code(() => {
    const seen: string[] = [];
    return {
      signalWorkflow: ({ signalName }) => {
        seen.push(signalName);
        return seen.length === 3 ? [complete(seen)] : [];
      },
      cancelWorkflow: () => [{ kind: 'cancelWorkflow' } as const],
    };
  });

  it('arrives once and in order', async () => {
    scene().worker({ scripts: { wf: sender(signal(1), signal(2), signal(3)), target } });
    await scene().start({ workflowId: 'target', workflowType: 'target' });
    const { runId } = await scene().start();
    expect(await scene().closing()).toMatchObject({ result: [{ data: '["delivered","delivered","delivered"]' }] });
    expect(await scene().closing('target')).toMatchObject({ result: [{ data: '["s1","s2","s3"]' }] });
    const signaled = (await scene().history('target')).find(({ type }) => type === 'WorkflowExecutionSignaled');
    expect(signaled).toMatchObject({ externalWorkflow: { workflowId: 'w', runId } });
  });

  it('cancels it', async () => {
    scene().worker({ scripts: { wf: sender(cancel), target } });
    await scene().start({ workflowId: 'target', workflowType: 'target' });
    await scene().start();
    expect(await scene().closing('target')).toMatchObject({ type: 'WorkflowExecutionCanceled' });
    expect(await scene().closing()).toMatchObject({ result: [{ data: '["delivered"]' }] });
  });

  it('fails when there is no such workflow', async () => {
    scene().worker({ scripts: { wf: sender(signal(1), cancel) } });
    await scene().start();
    expect(JSON.stringify(await scene().closing())).toMatch(
      /Unable to signal external workflow because it was not found.*Unable to cancel external workflow because/,
    );
  });

  it('fails when the workflow has closed', async () => {
    scene().worker({
      scripts: { wf: sender(signal(1)), target: code(() => ({ initializeWorkflow: () => [complete(1)] })) },
    });
    await scene().start({ workflowId: 'target', workflowType: 'target' });
    await scene().closing('target');
    await scene().start();
    expect(JSON.stringify(await scene().closing())).toContain('not found');
  });

  it('arrives at the sender itself', async () => {
    const wf = code(() => ({
      initializeWorkflow: () => [
        {
          kind: 'signalExternalWorkflow',
          seq: 1,
          target: { kind: 'external', workflowId: 'w' },
          signalName: 'me',
          args: [],
        },
      ],
      signalWorkflow: ({ signalName }) => [complete(signalName)],
    }));
    scene().worker({ scripts: { wf } });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ result: [{ data: '"me"' }] });
  });
});
