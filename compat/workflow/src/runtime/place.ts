/** A place in the code: its stack, with a first line that says nothing. */
export interface Place {
  readonly stack?: string;
}
