/**
 * What stands at `connection.testService` of a time-skipping environment: Temporal's calls for a server's time, answered
 * by the embedded one. Locks are counted, as there.
 */
import type { TimeSkippingServer } from '@perdure/engine';
import { msNumberToTs, tsToMs, type Timestamp } from '@temporalio/common/lib/time';

/** The calls of Temporal's `TestService`. */
export interface TimeSkippingService {
  /** Takes back one `unlockTimeSkipping`. */
  lockTimeSkipping(request: object): Promise<object>;
  /** Time is skipped while there is nothing to do, until it is locked as often as it was unlocked. */
  unlockTimeSkipping(request: object): Promise<object>;
  /** Returns when so much time has passed; skips it meanwhile. */
  unlockTimeSkippingWithSleep(request: { duration: Timestamp }): Promise<object>;
  getCurrentTime(request: object): Promise<{ time: Timestamp }>;
}

const SERVICE = Symbol.for('perdure.test-service.1');

export function testServiceOf(server: TimeSkippingServer): TimeSkippingService {
  const locks: (() => void)[] = [];
  const service: TimeSkippingService & { [SERVICE]: true } = {
    [SERVICE]: true,
    async unlockTimeSkipping() {
      locks.push(server.unlock());
      return {};
    },
    async lockTimeSkipping() {
      locks.pop()?.();
      return {};
    },
    async unlockTimeSkippingWithSleep({ duration }) {
      await server.sleep(tsToMs(duration));
      return {};
    },
    getCurrentTime: async () => ({ time: msNumberToTs(server.nowMs()) }),
  };
  return service;
}

/** The service of a connection, if it is one to a time-skipping environment. */
export function findTestService(connection: object): TimeSkippingService | undefined {
  const { testService } = connection as { testService?: { [SERVICE]?: true } & TimeSkippingService };
  return testService?.[SERVICE] ? testService : undefined;
}
