export async function later(date: Date, ms: number): Promise<Date> {
  return new Date(date.getTime() + ms);
}
