export async function mail(who: string): Promise<string> {
  return Promise.resolve(`mail to ${who}`);
}

export async function text(who: string): Promise<string> {
  return Promise.resolve(`text message to ${who}`);
}
