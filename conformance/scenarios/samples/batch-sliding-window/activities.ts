/** Activities that end when the program says so. */
export function createOffice() {
  const waiting = new Map<string, () => void>();
  const until = (what: string) => new Promise<void>((resolve) => waiting.set(what, resolve));
  const activities = {
    write: (letter: number): Promise<void> => until(`letter ${letter}`),
    save: (next: number): Promise<void> => until(`save ${next}`),
  };
  return { activities, waiting };
}
