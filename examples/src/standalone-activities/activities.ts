import { activityInfo } from '@perdure/activity';

/** Fails the first time, as a mail server might. */
export async function sendMail(to: string): Promise<string> {
  const { attempt, inWorkflow } = activityInfo();
  if (attempt === 1) throw new Error('the mail server is busy');
  return Promise.resolve(`mail to ${to}, attempt ${attempt}, in a workflow: ${inWorkflow}`);
}
