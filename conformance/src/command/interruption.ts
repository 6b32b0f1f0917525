const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal;
  /** Signals do again what they do by default. */
  release(): void;
}

/** The first Ctrl-C ends the run in order, so that nothing is left in Redis; the second ends the process. */
export function onInterrupt(secondTime: () => void): Interruption {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) secondTime();
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) process.off(name, interrupt);
    },
  };
}
