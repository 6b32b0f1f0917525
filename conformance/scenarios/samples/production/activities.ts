/** The worker that runs it: each has its own. */
export const createLabels = (worker: string) => ({
  label: async (item: string): Promise<string> => `${item} by ${worker}`,
});

export const { label } = createLabels('nobody');
