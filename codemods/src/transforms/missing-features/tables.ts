/** What compiles here and throws, or has no effect. docs/known-gaps.md and docs/options-without-meaning.md are the lists. */
import type { ChangeClass } from '../../model/finding';

export interface Missing {
  readonly class: ChangeClass;
  readonly reason: string;
  readonly doc: string;
  readonly question?: string;
}

const GAPS = 'docs/known-gaps.md';
const OPTIONS = 'docs/options-without-meaning.md';

const NEXUS: Missing = {
  class: 'unsupported',
  reason: 'Nexus is not there yet: this throws',
  doc: GAPS,
  question: 'How shall this work without Nexus? A signal, a child workflow or an activity can stand for an operation.',
};

const VERSIONS: Missing = {
  class: 'unsupported',
  reason: 'workers have no versions here: this throws',
  doc: OPTIONS,
  question:
    'Which workers must not get these tasks? Patches, or a task queue for each version, can stand for worker versions.',
};

/** Exports, by package. */
export const NAMES: Readonly<Record<string, Readonly<Record<string, Missing>>>> = {
  workflow: { createNexusServiceClient: NEXUS },
  client: {
    NexusClient: NEXUS,
    TaskQueueClient: VERSIONS,
    makeGrpcRetryInterceptor: {
      class: 'simplification',
      reason: 'there are no gRPC calls to repeat, and this throws; the engine repeats calls to Redis by itself',
      doc: OPTIONS,
      question: 'Can this interceptor go? The engine repeats calls to Redis by itself.',
    },
  },
  worker: {
    startDebugReplayer: {
      class: 'small-rewrite',
      reason: 'there is no debugger extension: this throws',
      doc: OPTIONS,
      question: 'Is Worker.runReplayHistory with TEMPORAL_DEBUG=1 enough? It stops at breakpoints of any debugger.',
    },
  },
};

/** Methods of clients and test environments, by name. */
export const METHODS: Readonly<Record<string, Missing>> = {
  createNexusEndpoint: NEXUS,
  deleteNexusEndpoint: NEXUS,
  updateBuildIdCompatibility: VERSIONS,
  getBuildIdCompatability: VERSIONS,
  getReachability: VERSIONS,
};

/** Options, by name, in files that use a package of Temporal's. */
export const OPTION_NAMES: Readonly<Record<string, Missing>> = {
  versioningOverride: {
    class: 'operational-change',
    reason: 'no effect: workers have no versions here',
    doc: OPTIONS,
  },
  externalStorage: {
    class: 'redesign',
    reason: 'refused: nothing stores payloads elsewhere',
    doc: OPTIONS,
    question: 'Which payload codec shall offload large payloads? External storage is refused.',
  },
  patchActivationCallback: {
    class: 'redesign',
    reason: 'refused: patches are activated by the code that runs',
    doc: OPTIONS,
    question: 'How shall this patch be activated? The callback is refused: patched() decides by the history alone.',
  },
};
