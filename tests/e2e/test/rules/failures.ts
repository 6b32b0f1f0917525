import { ApplicationFailure } from '@perdure/client';
import { expect, it } from 'vitest';
import type { Rules } from '../support/rules';
import { rejection, withWorker } from '../support/scene';
import * as workflows from '../workflows/failures';

export const failures: Rules = (scene) => {
  it('travel with type, details and cause', async () => {
    const cause = (await scene().failureOf(workflows.throwsFailure)) as ApplicationFailure;
    expect(cause).toBeInstanceOf(ApplicationFailure);
    expect(cause).toMatchObject({ message: 'the failure', type: 'Outer', nonRetryable: true, details: ['d'] });
    expect(cause.cause).toBeInstanceOf(ApplicationFailure);
    expect(cause.cause).toMatchObject({ message: 'the cause', type: 'Inner', details: [{ detail: 1 }] });
    expect(cause.stack).toContain('throwsFailure');
  });

  it('that are no TemporalFailure fail the task, and the workflow stays open', async () => {
    const handle = await scene().start(workflows.throwsError);
    expect(await scene().taskFailureOf(handle)).toBe('an ordinary error');
  });

  it('that are no errors say so', async () => {
    const handle = await scene().start(workflows.throwsString);
    expect(await scene().taskFailureOf(handle)).toMatch(
      /^only a string \[A non-Error value was thrown from your code\. We recommend throwing Error objects/,
    );
  });

  it('of types the worker names fail the workflow, subclasses included', async () => {
    const workflowFailureErrorTypes = { '*': [], throwsDomainError: ['DomainError'], throwsError: ['Error'] };
    await withWorker({ workflowFailureErrorTypes }, async (own) => {
      expect(await own.failureOf(workflows.throwsDomainError)).toMatchObject({ message: 'of the domain' });
      expect(await own.failureOf(workflows.throwsError)).toMatchObject({ type: 'TypeError' });
    });
  });

  it('a rejection nobody waits for fails the task', async () => {
    const handle = await scene().start(workflows.leavesRejection);
    expect(await scene().taskFailureOf(handle)).toContain('nobody waits for this');
  });

  it('a result that cannot be serialised fails the task', async () => {
    const handle = await scene().start(workflows.returnsBigInt);
    expect(await scene().taskFailureOf(handle)).toContain('Unable to convert');
  });

  it('an argument that cannot be serialised is refused before the workflow starts', async () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    for (const value of [10n, circular]) {
      const error = await rejection(scene().start(workflows.takes, [value]));
      expect(error.name).toBe('ValueError');
      expect(error.message).toContain('Unable to convert');
    }
  });

  it('undefined, null, bytes and JSON arrive as they were sent', async () => {
    const echo = (value: unknown) => scene().execute(workflows.takes, [value]);
    expect(await echo(undefined)).toBeUndefined();
    expect(await echo(null)).toBeNull();
    expect(await echo({ a: [], b: {}, c: 1e300, d: 'é' })).toEqual({ a: [], b: {}, c: 1e300, d: 'é' });
    const bytes = Uint8Array.of(0, 255, 10);
    expect(Uint8Array.from((await echo(bytes)) as Uint8Array)).toEqual(bytes);
  });
};
