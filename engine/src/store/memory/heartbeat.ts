import type { HeartbeatReply, HeartbeatRequest } from '../contract';
import type { Turn } from './turn';

/** Records that an attempt is alive. Its timer stays where it is: the due rule compares. */
export function heartbeat(turn: Turn, beat: HeartbeatRequest): HeartbeatReply {
  const run = turn.run(beat.runId);
  const name = `act:${beat.scheduledEventId}`;
  if (!run?.open || run.pending(name) !== `started ${beat.attempt}`) return { state: 'gone', cancelRequested: false };
  if (beat.details !== undefined) run.setPending(`${name}:beat`, beat.details);
  run.setPending(`${name}:alive`, String(turn.now));
  return { state: 'alive', cancelRequested: run.pending(`${name}:cancel`) === '1' };
}
