import { MeshFlow } from '@perdure/mesh';
import * as activities from './activities';

const { statusDiagnostic } = MeshFlow.workflow.proxyActivities<typeof activities>({
  activities,
});

export async function recurringExample(someValue: number): Promise<void> {
  do {
    await statusDiagnostic(someValue);
  } while (await MeshFlow.workflow.sleepFor('1 week'));
}
