export async function diagnose(patient: string, symptoms: string[]): Promise<string> {
  return symptoms.includes('secret-rash') ? `secret-measles of ${patient}` : 'healthy';
}
