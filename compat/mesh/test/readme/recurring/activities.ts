export const diagnosed: number[] = [];

export async function statusDiagnostic(value: number): Promise<void> {
  diagnosed.push(value);
}
