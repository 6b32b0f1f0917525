import { requireRun } from '../runtime/current';

const OUTSIDE = 'getCurrentDetails() may only be used from a Workflow Execution.';

/** The text that tools show for this workflow; empty until it is set. */
export function getCurrentDetails(): string {
  return requireRun(OUTSIDE).currentDetails;
}

/** Sets the text that tools show for this workflow. It is kept in memory and made again by replay. */
export function setCurrentDetails(details: string): void {
  requireRun(OUTSIDE).currentDetails = details;
}
