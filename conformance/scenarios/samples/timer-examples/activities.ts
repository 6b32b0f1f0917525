/** A shop whose goods are ready when the program says so. */
export function createShop() {
  const notes: string[] = [];
  const begun = new Map<string, () => void>();
  const activities = {
    async prepare(item: string): Promise<string> {
      await new Promise<void>((resolve) => begun.set(item, resolve));
      return `${item} is ready`;
    },
    async sendNote(item: string): Promise<void> {
      notes.push(item);
    },
  };
  return { activities, notes, begun };
}
