import { patched } from '@temporalio/workflow';
import { sendLetter, sendMessage, untilProceed } from '../proceed';

export async function invite(): Promise<string> {
  const sent = patched('message-instead-of-letter') ? await sendMessage() : await sendLetter();
  await untilProceed();
  return sent;
}
