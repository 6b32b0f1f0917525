/** Shorter ones cost less than a reference saves. */
const WORTH_SHARING = 256;

/**
 * Texts that several alternatives of one transition carry are sent once; where one is meant stands a zero byte and its
 * number. A text that begins with a zero byte itself is always sent that way.
 */
export class SharedTexts {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #active: boolean;

  constructor(active: boolean) {
    this.#active = active;
  }

  readonly reference = (text: string): string => {
    const worth = this.#active && text.length >= WORTH_SHARING;
    return worth || text.startsWith('\0') ? `\0${this.#number(text)}` : text;
  };

  #number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.push(text);
    this.#numbers.set(text, number);
    return number;
  }
}
