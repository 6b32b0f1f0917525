/** The machine's own clock and dice, kept before workflow code gets the deterministic ones. For `workflowInfo().unsafe`. */
import type { UnsafeRandomSource } from '../workflow-info';
import { fillFrom, uuid4From } from './uuid';

const machineDate = globalThis.Date;
/** Milliseconds of the machine's clock. */
export const machineNow: () => number = machineDate.now.bind(machineDate);

const random = Math.random.bind(Math);

/** Random values that differ on replay. Left out of JSON, which would show an empty object. */
export const machineRandom: UnsafeRandomSource = Object.assign(
  { random, uuid4: () => uuid4From(random), fillRandom: (bytes: Uint8Array) => fillFrom(random, bytes) },
  { toJSON: () => undefined },
);
