/** Random numbers that a replay draws again, and that differ from one workflow to the next. */
import { workflowInfo } from '@perdure/workflow';
import { currentState } from './current-run';

/** From 0 up to, and not including, 1. */
export function random(): number {
  const draw = currentState('random').nextRandom();
  return mix(`${workflowInfo().firstExecutionRunId}/${draw}`) / 2 ** 32;
}

/** FNV-1a with the final mixing of MurmurHash3: every bit of the text changes half of the bits. */
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
