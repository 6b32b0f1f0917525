export async function shout(word: string): Promise<string> {
  return word.toUpperCase();
}

export async function whisper(word: string): Promise<string> {
  return word.toLowerCase();
}
