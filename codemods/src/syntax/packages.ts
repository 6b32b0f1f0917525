/** Packages of Temporal's and HotMesh's, and what stands for each of them here. */
import type { ChangeClass } from '../model/finding';

/** `@temporalio/<name>` with a counterpart `@perdure/<name>`: the swap is the scope. */
export const SWAPPED = ['activity', 'client', 'envconfig', 'testing', 'worker', 'workflow'] as const;

/**
 * Stays what it is: failures, converters, retry policies and search attributes are re-exported from it, so that `instanceof` and
 * code of others keep working.
 */
export const KEPT = '@temporalio/common';

export const HOTMESH = '@hotmeshio/hotmesh';

export interface WithoutCounterpart {
  readonly class: ChangeClass;
  readonly reason: string;
  readonly doc: string;
  /** Asked where the package is imported. */
  readonly question?: string;
}

const NATIVE: WithoutCounterpart = {
  class: 'unsupported',
  reason: 'the native core of the worker: there is none here',
  doc: 'docs/known-gaps.md',
  question: 'What is this import of the native core for? There is no native core on Redis.',
};

const OLD_COMMON: WithoutCounterpart = {
  class: 'small-rewrite',
  reason: 'an old name of @temporalio/common',
  doc: 'docs/migrating.md',
  question: 'Can this come from @temporalio/common? This package ended with version 1.0 of the SDK.',
};

/** Packages that no package of ours stands for, by name without the scope. */
const WITHOUT_COUNTERPART: Readonly<Record<string, WithoutCounterpart>> = {
  nexus: {
    class: 'unsupported',
    reason: 'Nexus is not there yet: its calls throw',
    doc: 'docs/known-gaps.md',
    question:
      'How shall this work without Nexus? A signal, a child workflow or an activity can stand for an operation.',
  },
  proto: {
    class: 'unsupported',
    reason: 'protobuf messages of gRPC: as data types they keep working, but nothing here answers gRPC',
    doc: 'docs/known-gaps.md',
    question: 'Is this a type only? Then it can stay. Messages for a service have nothing to go to.',
  },
  'interceptors-opentelemetry': {
    class: 'simplification',
    reason: 'the engine traces by itself; the interceptors need npm overrides to reach Perdure',
    doc: 'docs/observability.md',
    question: 'Can these interceptors go? The engine makes the same spans; to keep them, use --mode overrides.',
  },
  'interceptors-opentelemetry-v2': {
    class: 'simplification',
    reason: 'the engine traces by itself; the interceptors need npm overrides to reach Perdure',
    doc: 'docs/observability.md',
    question: 'Can these interceptors go? The engine makes the same spans; to keep them, use --mode overrides.',
  },
  plugin: {
    class: 'operational-change',
    reason: 'it holds plain plugin classes, which work with clients and workers of ours; its types need npm overrides',
    doc: 'docs/interceptors.md',
  },
  'ai-sdk': {
    class: 'operational-change',
    reason: 'it imports Temporal by itself: only npm overrides redirect it',
    doc: 'docs/migrating.md',
    question: 'Use --mode overrides? This package imports Temporal by itself.',
  },
  cloud: {
    class: 'unsupported',
    reason: 'the API of Temporal Cloud: nothing of it exists here',
    doc: 'docs/known-gaps.md',
    question: 'What shall become of this call to Temporal Cloud? There is no cloud to operate.',
  },
  'nyc-test-coverage': {
    class: 'unsupported',
    reason: 'it instruments bundles of webpack; workflows are bundled by esbuild here',
    doc: 'docs/testing.md',
    question: 'How shall workflow code be covered? This package needs webpack.',
  },
  'core-bridge': NATIVE,
  'internal-non-workflow-common': OLD_COMMON,
  'internal-workflow-common': OLD_COMMON,
  create: {
    class: 'operational-change',
    reason: 'makes new Temporal projects; it can go',
    doc: 'docs/migrating.md',
  },
};

const UNKNOWN: WithoutCounterpart = {
  class: 'unsupported',
  reason: 'not known to this version of perdure-migrate',
  doc: 'docs/known-gaps.md',
  question: 'What is this package for? Nothing here is known to stand for it.',
};

export type Counterpart =
  | { readonly kind: 'swapped'; readonly name: string }
  | { readonly kind: 'kept' }
  | ({ readonly kind: 'none' } & WithoutCounterpart);

/** What stands for a package of the scope `@temporalio`; undefined for modules outside of it. */
export function counterpartOf(specifier: string): Counterpart | undefined {
  const name = /^@temporalio\/([\w-]+)/.exec(specifier)?.[1];
  if (name === undefined) return undefined;
  if (SWAPPED.some((one) => one === name)) return { kind: 'swapped', name: `@perdure/${name}` };
  if (name === 'common') return { kind: 'kept' };
  return { kind: 'none', ...(WITHOUT_COUNTERPART[name] ?? UNKNOWN) };
}
