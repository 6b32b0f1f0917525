import { activityInfo, CompleteAsyncError } from '@temporalio/activity';

export type Decision = 'approved' | 'rejected';

/** Where approvers look for what waits for them. */
export class Desk {
  readonly waiting = new Map<string, Uint8Array>();
  readonly paid: string[] = [];
}

export const createExpenseActivities = (desk: Desk) => ({
  async askForDecision(expense: string): Promise<Decision> {
    desk.waiting.set(expense, activityInfo().taskToken);
    throw new CompleteAsyncError();
  },
  async pay(expense: string): Promise<void> {
    desk.paid.push(expense);
  },
});
