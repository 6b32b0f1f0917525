import type { Rules } from '../support/rules';
import { activationOrder } from './activation-order';
import { cancellation } from './cancellation';
import { continueAsNew, ids, results, workflowRetries } from './chains';
import { children } from './children';
import { queries } from './queries';
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
};
