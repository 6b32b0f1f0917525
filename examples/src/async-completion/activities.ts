import { activityInfo, CompleteAsyncError } from '@perdure/activity';

/** Stands for a mail with a link: whoever has the token may answer. */
export const inbox: { amount: number; token: Uint8Array }[] = [];

/** Ends without a result; somebody else completes the activity later, from any process. */
export async function askForApproval(amount: number): Promise<string> {
  inbox.push({ amount, token: activityInfo().taskToken });
  return Promise.reject(new CompleteAsyncError());
}
