import { sendMessage, untilProceed } from '../proceed';

export async function invite(): Promise<string> {
  const sent = await sendMessage();
  await untilProceed();
  return sent;
}
