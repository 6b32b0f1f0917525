import { sendLetter, untilProceed } from '../proceed';

export async function invite(): Promise<string> {
  const sent = await sendLetter();
  await untilProceed();
  return sent;
}
