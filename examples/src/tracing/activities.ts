export async function pack(item: string): Promise<string> {
  return Promise.resolve(`a parcel with ${item}`);
}
