const reserved = new Set<string>();

export async function reserve(seat: string): Promise<void> {
  reserved.add(seat);
  return Promise.resolve();
}

export async function free(seat: string): Promise<void> {
  reserved.delete(seat);
  return Promise.resolve();
}

/** For the program that shows what is left. */
export function seatsReserved(): number {
  return reserved.size;
}
