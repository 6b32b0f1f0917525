export async function fetchTitle(url: string): Promise<string> {
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  const [, title = 'untitled'] = /<title>(.*)<\/title>/.exec(await response.text()) ?? [];
  return title;
}
