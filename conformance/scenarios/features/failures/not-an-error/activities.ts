export async function throwsText(): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- what it is about
  throw 'just a text';
}
