import type { Rules } from '../support/rules';
import { activities, activityTimeouts, asyncCompletion, heartbeats } from './activities';
import { activationOrder } from './activation-order';
import { cancellation } from './cancellation';
import { continueAsNew, ids, results, workflowRetries } from './chains';
import { children } from './children';
import { failures } from './failures';
import { corners, load } from './load';
import { localActivities } from './local-activities';
import { patches } from './patches';
import { queries } from './queries';
import { sandbox, sinksAndLogs, visibility, workflowInfo } from './sandbox';
import { signals } from './signals';
import { updates } from './updates';

/** By section of the rules. */
export const allRules: Record<string, Rules> = {
  '9.1 and 9.5 order': activationOrder,
  '9.2 signals': signals,
  '9.3 and 9.18 updates': updates,
  '9.4 queries': queries,
  '9.6 and 9.7 cancellation': cancellation,
  '9.8 children': children,
  '9.9 continue-as-new': continueAsNew,
  '9.10 and 9.11 retries and timeouts of workflows': workflowRetries,
  '9.12 ids': ids,
  '9.13 results': results,
  '9.10 and 9.15 activities': activities,
  '9.11 timeouts of activities': activityTimeouts,
  '9.14 patches': patches,
  '9.15 heartbeats': heartbeats,
  '9.15 completion from outside': asyncCompletion,
  '9.16 failures': failures,
  '9.19 local activities': localActivities,
  '9.20 sinks and logs': sinksAndLogs,
  '9.21 sandbox': sandbox,
  '9.22 workflowInfo': workflowInfo,
  '9.23 memo and search attributes': visibility,
  'much at a time': load,
  corners: corners,
};
