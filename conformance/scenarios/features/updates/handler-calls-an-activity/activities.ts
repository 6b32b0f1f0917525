export async function price(article: string): Promise<number> {
  return article.length * 100;
}
