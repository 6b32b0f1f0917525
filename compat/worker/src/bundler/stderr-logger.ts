import type { ResolvedBundleOptions } from './options';

/** For programs that bundle without a worker: lines on standard error. */
export const stderrLogger: ResolvedBundleOptions['logger'] = {
  info: (message, meta) => write('INFO', message, meta),
  warn: (message, meta) => write('WARN', message, meta),
};

function write(level: string, message: string, meta?: Record<string, unknown>): void {
  process.stderr.write(`${new Date().toISOString()} [${level}] ${message}${meta ? ` ${JSON.stringify(meta)}` : ''}\n`);
}
