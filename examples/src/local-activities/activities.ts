let asked = 0;

/** Quick, and harmless when it is done twice: what local activities are for. */
export async function priceOf(item: string): Promise<number> {
  return await Promise.resolve(item.length * 10);
}

/** Answers only when it is asked for the third time. */
export async function currencyRate(): Promise<number> {
  asked += 1;
  if (asked < 3) throw new Error('The rates are not there yet');
  return await Promise.resolve(2);
}
