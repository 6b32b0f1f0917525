/** Functions as endpoints: called by topic, cached by id, repeated by time. */
import { callSignal, connectFunction, headers } from './function-worker';
import { cron, interrupt } from './cron';
import { exec, flush } from './exec';
import { shutdown } from '../shutdown';

export const MeshCall = {
  /** Offers a function under a topic. */
  connect: connectFunction,
  exec,
  flush,
  cron,
  interrupt,
  shutdown,
  /** Inside a function: the headers of the call. */
  headers,
  /** Inside a function: aborts when nobody waits for its answer any more. */
  signal: callSignal,
} as const;
