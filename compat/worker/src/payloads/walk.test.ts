import type { Command, Failure, Job, Payload } from '@perdure/engine';
import { describe, expect, it } from 'vitest';
import { json } from '../../test/support/fakes';
import { COMMAND_FIELDS, JOB_FIELDS } from './fields';
import { transformFields, visitFields } from './walk';

const mark = async (payloads: readonly Payload[]) => payloads.map((p) => ({ ...p, data: `(${p.data})` }));
const job = (value: Job) => transformFields(value, JOB_FIELDS[value.kind], mark);
const command = (value: Command) => transformFields(value, COMMAND_FIELDS[value.kind], mark);

const failure: Failure = {
  message: 'outer',
  encodedAttributes: json('attributes'),
  info: { kind: 'activity', activityType: 'a', activityId: '1' },
  cause: { message: 'inner', info: { kind: 'application', type: 'X', details: [json(1), json(2)] } },
};

describe('the walk', () => {
  it('changes arguments, memo, last result and last failure of a start; never headers and search attributes', async () => {
    const start: Job = {
      kind: 'initializeWorkflow',
      info: {
        memo: { m: json('m') },
        searchAttributes: { s: json('s') },
        lastResult: [json('l')],
        lastFailure: failure,
      } as never,
      args: [json(1), json(2)],
      header: { h: json('h') },
      randomnessSeed: '1',
    };
    expect(await job(start)).toMatchObject({
      args: [{ data: '(1)' }, { data: '(2)' }],
      header: { h: json('h') },
      info: {
        memo: { m: { data: '("m")' } },
        searchAttributes: { s: json('s') },
        lastResult: [{ data: '("l")' }],
        lastFailure: {
          encodedAttributes: { data: '("attributes")' },
          cause: { info: { details: [{ data: '(1)' }, { data: '(2)' }] } },
        },
      },
    });
  });

  it('changes results and failures of what ends', async () => {
    const resolved: Job = { kind: 'resolveActivity', seq: 1, resolution: { status: 'completed', result: [json(1)] } };
    expect(await job(resolved)).toMatchObject({ resolution: { status: 'completed', result: [{ data: '(1)' }] } });
    const failed: Job = { kind: 'resolveChild', seq: 1, resolution: { status: 'failed', failure } };
    expect(await job(failed)).toMatchObject({
      resolution: { failure: { encodedAttributes: { data: '("attributes")' } } },
    });
  });

  it('changes commands', async () => {
    const child = {
      kind: 'startChildWorkflow',
      args: [json(1)],
      memo: { m: json(2) },
      summary: json(3),
      header: { h: json(4) },
    } as unknown as Command;
    expect(await command(child)).toMatchObject({
      args: [{ data: '(1)' }],
      memo: { m: { data: '(2)' } },
      summary: { data: '(3)' },
      header: { h: json(4) },
    });
    const update: Command = { kind: 'updateResponse', updateId: 'u', response: { state: 'rejected', failure } };
    expect(await command(update)).toMatchObject({
      response: { failure: { encodedAttributes: { data: '("attributes")' } } },
    });
  });

  it('copies nothing where there is nothing to change', async () => {
    const timer: Job = { kind: 'fireTimer', seq: 1 };
    expect(await job(timer)).toBe(timer);
    const signal: Job = { kind: 'resolveSignalExternal', seq: 1 };
    expect(await job(signal)).toBe(signal);
  });

  it('visits every payload and says where it is', () => {
    const seen: string[] = [];
    visitFields({ kind: 'failWorkflow', failure }, COMMAND_FIELDS.failWorkflow, (_payload, field) => seen.push(field));
    expect(seen).toEqual(['failure.encodedAttributes', 'failure.cause.details', 'failure.cause.details']);
  });
});
