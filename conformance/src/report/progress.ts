/** How far the run has come, on standard error. A line that is rewritten on a terminal; elsewhere only what failed. */
import pc from 'picocolors';
import type { Listener } from '../suite/run-suite';

interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const CLEAR_LINE = '\r\u001b[K';

export function progressOn(screen: Screen): Listener & { end(): void } {
  const terminal = screen.isTTY === true;
  const line = (text: string): void => {
    if (terminal) screen.write(`${CLEAR_LINE}${text.slice(0, (screen.columns ?? 80) - 1)}`);
  };
  return {
    stage: (name) => line(`${name} ...`),
    ended: ({ scenario, target, ran }, done, all) => {
      if (ran.error !== undefined) {
        const [first] = ran.error.split('\n');
        screen.write(`${terminal ? CLEAR_LINE : ''}${pc.red('failed')} ${target} ${scenario.id}: ${first}\n`);
      }
      line(`[${done}/${all}] ${target} ${scenario.id}`);
    },
    end: () => line(''),
  };
}
