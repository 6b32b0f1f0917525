/** How far the run has come, on standard error. A line that is rewritten on a terminal; elsewhere only what failed. */
import pc from 'picocolors';
import type { Run } from '../suite/evidence';
import type { Listener } from '../suite/run-suite';

interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const CLEAR_LINE = '\r\u001b[K';

/** `isKnown`: a gap that is listed is expected to fail, and not worth a line. */
export function progressOn(screen: Screen, isKnown: (run: Run) => boolean): Listener & { end(): void } {
  const terminal = screen.isTTY === true;
  const line = (text: string): void => {
    if (terminal) screen.write(`${CLEAR_LINE}${text.slice(0, (screen.columns ?? 80) - 1)}`);
  };
  return {
    stage: (name) => line(`${name} ...`),
    ended: (run, done, all) => {
      const { scenario, target, ran } = run;
      if (ran.error !== undefined && !isKnown(run)) {
        const [first] = ran.error.split('\n');
        screen.write(`${terminal ? CLEAR_LINE : ''}${pc.red('failed')} ${target} ${scenario.id}: ${first}\n`);
      }
      line(`[${done}/${all}] ${target} ${scenario.id}`);
    },
    end: () => line(''),
  };
}
