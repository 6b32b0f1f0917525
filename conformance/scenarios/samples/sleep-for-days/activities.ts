export async function remind(number: number): Promise<string> {
  return `Reminder ${number}`;
}
