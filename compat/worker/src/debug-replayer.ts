import { NotSupportedError } from './errors';

/** Replays a history under a debugger. Not there: throws `NotSupportedError`. */
export function startDebugReplayer(_options: unknown): never {
  throw new NotSupportedError(
    'startDebugReplayer',
    'set `debugMode: true` and a breakpoint; with `maxCachedWorkflows: 0` every task replays the whole history.',
  );
}
