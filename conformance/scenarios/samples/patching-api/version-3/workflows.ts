import { deprecatePatch } from '@temporalio/workflow';
import { sendMessage, untilProceed } from '../proceed';

export async function invite(): Promise<string> {
  deprecatePatch('message-instead-of-letter');
  const sent = await sendMessage();
  await untilProceed();
  return sent;
}
