import type { Duration, SearchAttributeType } from '@temporalio/common';
import type { SearchAttributeKey } from '@temporalio/common/lib/search-attributes';

/**
 * What a local environment may be told. There is no server process here: everything but `namespace` is accepted and
 * warned about once (docs/options-without-meaning.md).
 */
export interface DevServerConfig {
  type: 'dev-server';
  /** No meaning here: nothing is downloaded or started. */
  executable?: EphemeralServerExecutable;
  /** No meaning here: everything is removed by `teardown`. */
  dbFilename?: string;
  /** Default "default". */
  namespace?: string;
  /** No meaning here. */
  ip?: string;
  /** No meaning here. */
  port?: number;
  /** No meaning here. */
  ui?: boolean;
  /** No meaning here. */
  uiPort?: number;
  /** No meaning here. */
  log?: { format: string; level: string };
  /** No meaning here. */
  extraArgs?: string[];
  /** No meaning here: search attributes need no registration. */
  searchAttributes?: SearchAttributeKey<SearchAttributeType>[];
}

/** What a time-skipping environment may be told; none of it has a meaning here. */
export interface TimeSkippingServerConfig {
  type: 'time-skipping';
  /** No meaning here: nothing is downloaded or started. */
  executable?: EphemeralServerExecutable;
  /** No meaning here. */
  port?: number;
  /** No meaning here. */
  extraArgs?: string[];
}

/** Which executable a server would be started from. */
export type EphemeralServerExecutable =
  | {
      type: 'cached-download';
      downloadDir?: string;
      version?: string;
      ttl?: Duration;
    }
  | { type: 'existing-path'; path: string };
