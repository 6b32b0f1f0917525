export async function collects(): Promise<string[]> {
  const attempts = [() => new WeakRef({}), () => new FinalizationRegistry(() => undefined)];
  return attempts.map((attempt) => {
    try {
      attempt();
      return 'made';
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  });
}
