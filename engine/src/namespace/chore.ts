/** Work that the process with a shard's timer loop does beside it: one at a time, begun when it is due. */
export interface Chore {
  /** Begins it if it is due and not under way; does not wait for it. */
  begin(): void;
  /** Resolves when it is not under way. */
  idle(): Promise<void>;
}

interface ChoreOptions {
  readonly everyMs: number;
  /** Answers when it goes on, if that is sooner than the next time. */
  readonly work: () => Promise<number | undefined>;
  readonly onError: (error: unknown) => void;
}

/** The first time is one interval from now. */
export function createChore({ everyMs, work, onError }: ChoreOptions): Chore {
  let nextMs = Date.now() + everyMs;
  let underWay: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    const soonerMs = await work();
    if (soonerMs !== undefined) nextMs = Date.now() + soonerMs;
  };
  return {
    begin() {
      if (underWay || Date.now() < nextMs) return;
      nextMs = Date.now() + everyMs;
      underWay = run()
        .catch(onError)
        .finally(() => (underWay = undefined));
    },
    idle: async () => underWay,
  };
}
