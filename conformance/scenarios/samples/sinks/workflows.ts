import { proxySinks, type Sinks, sleep } from '@temporalio/workflow';

export interface BellSinks extends Sinks {
  bell: {
    ring(times: number): void;
    tremble(times: number): void;
    crack(): void;
  };
}

const { bell } = proxySinks<BellSinks>();

export async function strikeHours(hours: number): Promise<number> {
  for (let hour = 1; hour <= hours; hour++) {
    bell.ring(hour);
    bell.tremble(hour);
    await sleep(1);
  }
  bell.crack();
  return hours;
}
