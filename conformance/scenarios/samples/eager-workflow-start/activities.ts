export async function stamp(letter: string): Promise<string> {
  return `stamped ${letter}`;
}
