import { NotSupportedError } from './errors';

/** Replays a history for the debugger extension of VS Code, which drives it. Not there: throws `NotSupportedError`. */
export function startDebugReplayer(_options: unknown): never {
  throw new NotSupportedError(
    'startDebugReplayer',
    'call Worker.runReplayHistory with TEMPORAL_DEBUG=1 and a breakpoint: it replays in the main thread, under any debugger.',
  );
}
