import { ApplicationFailure } from '@temporalio/activity';

export const createExpedition = (diary: string[]) => {
  const note = (what: string) => async (mountain: string) => void diary.push(`${what} ${mountain}`);
  return {
    hireGuide: note('guide for'),
    dismissGuide: note('no guide for'),
    rentTent: note('tent for'),
    async returnTent(mountain: string): Promise<void> {
      diary.push(`torn tent for ${mountain}`);
      throw ApplicationFailure.nonRetryable('The tent is torn');
    },
    async buyPermit(mountain: string): Promise<string> {
      diary.push(`asking for ${mountain}`);
      if (mountain === 'Olympus') throw ApplicationFailure.retryable('Gods only');
      return `permit for ${mountain}`;
    },
  };
};
