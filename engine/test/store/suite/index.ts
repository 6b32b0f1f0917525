/** The one suite that every store passes. Its tests name behaviour and cite the invariants of the design. */
import { describe } from 'vitest';
import { activitySuite } from './activity';
import { closeSuite } from './close';
import { dedupeSuite } from './dedupe';
import { guardSuite } from './guards';
import { historySuite } from './history';
import { listIndexSuite } from './list-index';
import { queueSuite } from './queues';
import { recordSuite } from './records';
import type { MakeServer } from './scene';
import { throttleSuite } from './throttles';
import { timerSuite } from './timers';
import { waitingSuite } from './waiting';
import { overfullSuite } from './overfull';
import { workflowTaskSuite } from './workflow-task';

export type { MakeServer, TestServer } from './scene';

/** Runs the suite; every test gets a server with a namespace of its own. */
export function describeStore(name: string, make: MakeServer): void {
  describe(`${name} store`, () => {
    guardSuite(make);
    historySuite(make);
    workflowTaskSuite(make);
    overfullSuite(make);
    activitySuite(make);
    queueSuite(make);
    dedupeSuite(make);
    timerSuite(make);
    closeSuite(make);
    waitingSuite(make);
    listIndexSuite(make);
    recordSuite(make);
    throttleSuite(make);
  });
}
