export async function chop(what: string): Promise<string> {
  return `chopped ${what}`;
}

export async function boil(what: string): Promise<string> {
  return `boiled ${what}`;
}

export async function mix(...what: string[]): Promise<string> {
  return what.join(' and ');
}
