import { createBatchRunner } from './batch';
import type { BundleText } from './bundle-text';
import type { DriverSettings } from './inside/driver';
import type { Lane, LaneListener } from './lane';
import { Sandbox } from './sandbox';

/** A sandbox in the main thread (`debugMode`): breakpoints work, nothing cuts off an endless loop. */
export function createInlineLane(bundle: BundleText, settings: DriverSettings, listener: LaneListener): Lane {
  const sandbox = new Sandbox(bundle, settings);
  const runner = createBatchRunner(sandbox, () => {}, rethrowIfNobodyElseListens);
  let last = Promise.resolve();
  return {
    ready: Promise.resolve(),
    send(requests) {
      last = last.then(async () => listener.onReplies(await runner.run(requests)));
    },
    tick: () => {},
    async close() {
      await last;
      runner.close();
    },
  };
}

/** Our listener must not hide rejections of the application: without another listener Node's default applies. */
export function rethrowIfNobodyElseListens(reason: unknown): void {
  if (process.listenerCount('unhandledRejection') === 1) throw reason;
}
