export const backups = new Map<string, string[]>();

export async function saveBackup(of: string, name: string): Promise<void> {
  backups.set(of, [...(backups.get(of) ?? []), name]);
}
