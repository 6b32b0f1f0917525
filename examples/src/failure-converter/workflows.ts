import { ApplicationFailure } from '@perdure/workflow';

export async function refuse(customer: string): Promise<never> {
  return Promise.reject(ApplicationFailure.nonRetryable(`${customer} is not solvent`, 'Refused'));
}
