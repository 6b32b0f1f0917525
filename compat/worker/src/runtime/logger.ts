import { formatWithOptions } from 'node:util';
import type { LogLevel, LogMetadata, Logger } from '@temporalio/common';

export type { LogLevel, LogMetadata, Logger };

/** One line of the log, as a log function gets it. */
export interface LogEntry {
  message: string;
  level: LogLevel;
  /** Since the epoch. */
  timestampNanos: bigint;
  /** Attributes; absent when there are none. */
  meta?: LogMetadata;
}

/** Key of the metadata entry (a bigint, nanoseconds) that says when a message was made, if not now. */
export const LogTimestamp: unique symbol = Symbol.for('log_timestamp') as never;

const SEVERITIES: readonly LogLevel[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'];

function writeToStderr({ level, timestampNanos, message, meta }: LogEntry): void {
  const colors = process.stderr.isTTY === true && process.stderr.hasColors?.() === true;
  const date = formatWithOptions({ colors }, new Date(Number(timestampNanos / 1_000_000n)));
  const attributes = meta === undefined ? '' : ` ${formatWithOptions({ colors }, meta)}`;
  process.stderr.write(`${date} [${level}] ${message}${attributes}\n`);
}

/** Writes lines to stderr, or hands them to a function of yours. */
export class DefaultLogger implements Logger {
  readonly level: LogLevel;
  protected readonly logFunction: (entry: LogEntry) => void;
  protected readonly severity: number;

  /** Messages below `level` are dropped. */
  constructor(level: LogLevel = 'INFO', logFunction: (entry: LogEntry) => void = writeToStderr) {
    this.level = level;
    this.logFunction = logFunction;
    this.severity = SEVERITIES.indexOf(level);
  }

  log(level: LogLevel, message: string, meta?: LogMetadata): void {
    if (SEVERITIES.indexOf(level) < this.severity) return;
    const { [LogTimestamp]: timestampNanos, ...rest } = (meta ?? {}) as LogMetadata & { [LogTimestamp]?: bigint };
    this.logFunction({
      level,
      message,
      meta: Object.keys(rest).length === 0 ? undefined : rest,
      timestampNanos: timestampNanos ?? BigInt(Date.now()) * 1_000_000n,
    });
  }

  trace(message: string, meta?: LogMetadata): void {
    this.log('TRACE', message, meta);
  }

  debug(message: string, meta?: LogMetadata): void {
    this.log('DEBUG', message, meta);
  }

  info(message: string, meta?: LogMetadata): void {
    this.log('INFO', message, meta);
  }

  warn(message: string, meta?: LogMetadata): void {
    this.log('WARN', message, meta);
  }

  error(message: string, meta?: LogMetadata): void {
    this.log('ERROR', message, meta);
  }
}

/** Messages below it are dropped by the logger; undefined when that is not known. Nobody needs to make them. */
export function leastLogLevel(logger: Logger): LogLevel | undefined {
  return logger instanceof DefaultLogger ? logger.level : undefined;
}

/** False when debug messages would be dropped: then nobody computes their attributes. */
export function logsDebug(logger: Logger): boolean {
  const least = leastLogLevel(logger);
  return least === undefined || SEVERITIES.indexOf(least) <= SEVERITIES.indexOf('DEBUG');
}
