import { Runtime } from '@perdure/worker';
import { warnAboutOptionsWithoutMeaning } from '@perdure/worker/lib/options/without-meaning';

const NO_PROCESS = 'there is no server process: executions are kept in this process, or in Redis';

/** Options of Temporal's local test server, each with the reason. A test compares them with docs/options-without-meaning.md. */
export const DEV_SERVER_OPTIONS_WITHOUT_MEANING = {
  executable: NO_PROCESS,
  dbFilename: 'a test environment is removed by its teardown; run a Redis to keep executions',
  ip: NO_PROCESS,
  port: NO_PROCESS,
  ui: NO_PROCESS,
  uiPort: NO_PROCESS,
  log: NO_PROCESS,
  extraArgs: NO_PROCESS,
  searchAttributes: 'search attributes need no registration',
} as const;

/** Options of Temporal's time-skipping test server. */
export const TIME_SKIPPING_SERVER_OPTIONS_WITHOUT_MEANING = {
  executable: NO_PROCESS,
  port: NO_PROCESS,
  extraArgs: NO_PROCESS,
} as const;

const TABLES = {
  'dev-server': ['DevServerConfig', DEV_SERVER_OPTIONS_WITHOUT_MEANING],
  'time-skipping': ['TimeSkippingServerConfig', TIME_SKIPPING_SERVER_OPTIONS_WITHOUT_MEANING],
} as const;

/** Warns, once in a process, about each option of a server that was given. */
export function warnServerOptions(server: { readonly type: keyof typeof TABLES }): void {
  const [owner, table] = TABLES[server.type];
  warnAboutOptionsWithoutMeaning(owner, server, table, Runtime.instance().logger);
}
