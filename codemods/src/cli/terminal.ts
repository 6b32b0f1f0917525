/** Where the command speaks: results on standard output, progress on standard error; colours on a terminal only. */
import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

export interface Terminal {
  readonly colors: Colors;
  /** A line of the result. */
  readonly print: (line: string) => void;
  /** The result as JSON, and nothing else. */
  readonly json: (value: unknown) => void;
  /** What goes on, on one line that is written over; silent unless standard error is a terminal. */
  readonly progress: (text: string) => void;
  /** A line for a person, on standard error. */
  readonly note: (line: string) => void;
}

export function terminal(): Terminal {
  const { stdout, stderr, env } = process;
  const plain = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  const clear = stderr.isTTY ? '\r\u001B[K' : '';
  return {
    colors: pc.createColors(stdout.isTTY === true && !plain && env.TERM !== 'dumb'),
    print: (line) => void stdout.write(`${line}\n`),
    json: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    progress: (text) => void (stderr.isTTY && stderr.write(clear + text)),
    note: (line) => void stderr.write(`${clear}${line}\n`),
  };
}
