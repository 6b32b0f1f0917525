export async function sendLetter(): Promise<string> {
  return 'letter';
}

export async function sendMessage(): Promise<string> {
  return 'message';
}
