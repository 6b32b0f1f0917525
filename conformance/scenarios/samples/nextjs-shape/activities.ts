export async function checkOut(item: string): Promise<string> {
  return `bought ${item}`;
}

export async function cancelPurchase(item: string): Promise<string> {
  return `kept from buying ${item}`;
}
