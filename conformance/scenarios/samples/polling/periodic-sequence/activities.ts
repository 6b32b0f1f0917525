export interface Laboratory {
  ask(sample: string, round: number): Promise<string>;
}

export const createLaboratoryActivities = (laboratory: Laboratory) => ({
  async login(round: number): Promise<string> {
    return `ticket ${round}`;
  },
  async ask(ticket: string, sample: string, round: number): Promise<string | null> {
    const answer = await laboratory.ask(sample, round);
    return answer === 'ready' ? `${sample} with ${ticket}` : null;
  },
});
