class CardExpired extends Error {
  override readonly name = 'CardExpired';
}

export async function charge(): Promise<void> {
  throw new CardExpired('in March');
}
