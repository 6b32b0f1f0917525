import type { Logger } from '@temporalio/common';
import { Context } from './context';

/**
 * Logs for the running activity, with its id, type, attempt and workflow as attributes. Looks the logger up at every
 * call, because interceptors may replace it while the activity runs.
 */
export const log: Logger = {
  log: (level, message, meta) => Context.current().log.log(level, message, meta),
  trace: (message, meta) => Context.current().log.trace(message, meta),
  debug: (message, meta) => Context.current().log.debug(message, meta),
  info: (message, meta) => Context.current().log.info(message, meta),
  warn: (message, meta) => Context.current().log.warn(message, meta),
  error: (message, meta) => Context.current().log.error(message, meta),
};
