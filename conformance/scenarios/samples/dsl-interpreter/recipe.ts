/** Types of the language: a step is one activity, a list of steps in order, or a list of steps beside each other. */
export type Step =
  | { readonly do: string; readonly with: readonly string[]; readonly as?: string }
  | { readonly inOrder: readonly Step[] }
  | { readonly together: readonly Step[] };

export interface Recipe {
  readonly pantry: Readonly<Record<string, string>>;
  readonly step: Step;
}
