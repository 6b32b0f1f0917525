import { semantics } from './support/semantics';

// Each task replays its workflow from the start: a result that differs is not deterministic.
semantics('no cache', { worker: { maxCachedWorkflows: 0 } });
