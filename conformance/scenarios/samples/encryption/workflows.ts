import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type * as activities from './activities';

const { diagnose } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const addSymptom = defineSignal<[symptom: string]>('addSymptom');
export const symptoms = defineQuery<string[]>('symptoms');

export async function consult(patient: string): Promise<string> {
  const heard: string[] = [];
  setHandler(addSymptom, (symptom) => void heard.push(symptom));
  setHandler(symptoms, () => heard);
  await condition(() => heard.length === 2);
  const diagnosis = await diagnose(patient, heard);
  if (diagnosis === 'healthy') throw ApplicationFailure.nonRetryable('secret-reason', 'Healthy', 'secret-detail');
  return diagnosis;
}
