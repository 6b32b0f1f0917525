/** A wait this long needs the shards' timers to run, even if no worker does. */
const LOOPS_AFTER_MS = 2_000;

/** Runs the timer loops, unless the returned function says soon that the wait is over; it says when it is. */
export function loopsForLongWait(retainLoops: () => () => void): () => void {
  let release: (() => void) | undefined;
  const timer = setTimeout(() => (release = retainLoops()), LOOPS_AFTER_MS);
  return () => {
    clearTimeout(timer);
    release?.();
  };
}
