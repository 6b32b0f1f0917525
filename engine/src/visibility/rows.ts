/** Fields of runs, read where they are. */
import { invariant } from '../invariant';
import { LIMITS } from '../limits';
import type { RunStatus } from '../model/status';
import type { ListedExecution } from '../model/visibility';
import { parseEvent } from '../store/codec';
import type { Row } from '../store/contract';
import { readPlace } from '../store/index-entries';
import type { Candidate } from './attributes';
import type { Found, Reading } from './places';

/** In the order given; undefined where a run is gone. Without fields nothing is read. */
export async function readCandidates(
  reading: Reading,
  found: readonly Found[],
  fields: readonly string[],
): Promise<readonly (Candidate | undefined)[]> {
  const rows = fields.length === 0 ? found.map(() => ({})) : await readRows(reading, found, fields);
  return found.map(({ place }, index) => {
    const row = rows[index];
    return row && { ...readPlace(place), row };
  });
}

/** The executions as lists show them; what is gone by now is left out. */
export async function readExecutions(reading: Reading, found: readonly Found[]): Promise<readonly ListedExecution[]> {
  const rows = await readRows(reading, found, ['*', '@length', '@started']);
  return found.flatMap(({ place }, index) => {
    const row = rows[index];
    return row ? [execution(readPlace(place).runId, row)] : [];
  });
}

function execution(runId: string, { '@length': length, '@started': started = '', ...run }: Row): ListedExecution {
  return {
    workflowId: run['id'] ?? '',
    runId,
    firstRunId: run['first'] ?? '',
    statusName: run['status'] as RunStatus,
    run,
    started: parseEvent(started, 1, run),
    historyLength: Number(length),
  };
}

async function readRows(
  reading: Reading,
  found: readonly Found[],
  fields: readonly string[],
): Promise<readonly (Row | undefined)[]> {
  const rows = new Array<Row | undefined>(found.length);
  const ofShard = new Map<number, number[]>();
  for (const [index, { shard }] of found.entries()) {
    const indexes = ofShard.get(shard);
    if (indexes) indexes.push(index);
    else ofShard.set(shard, [index]);
  }
  const readShard = async ([shard, indexes]: [number, number[]]): Promise<void> => {
    for (let at = 0; at < indexes.length;) {
      const piece = indexes.slice(at, at + LIMITS.listRows);
      const runIds = piece.map((index) => readPlace((found[index] as Found).place).runId);
      const answer = await reading.store.readRows(shard, { runIds, fields });
      invariant(answer.length > 0, 'a reply has at least one row');
      for (const [offset, row] of answer.entries()) rows[piece[offset] as number] = row;
      at += answer.length;
    }
  };
  await Promise.all([...ofShard].map(readShard));
  return rows;
}
