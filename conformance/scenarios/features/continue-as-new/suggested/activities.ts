/** Three of these are more than 4 MiB, two are less. */
export async function large(): Promise<string> {
  return 'x'.repeat(1.5 * 1024 * 1024);
}
