export async function report(text: string): Promise<string> {
  return text;
}
