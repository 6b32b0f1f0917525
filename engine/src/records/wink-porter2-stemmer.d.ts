/** Snowball's English stemmer, which query engines use too. */
declare module 'wink-porter2-stemmer' {
  function stem(word: string): string;
  export = stem;
}
