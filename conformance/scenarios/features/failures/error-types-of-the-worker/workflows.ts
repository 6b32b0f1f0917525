class OutOfStock extends Error {
  override readonly name = 'OutOfStock';
}

export async function sells(): Promise<void> {
  throw new OutOfStock('nothing left');
}
