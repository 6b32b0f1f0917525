/** The steps of a guide: what stands in it as ```sh run, each with the ```text that shows what it prints. */
export interface Step {
  readonly commands: string;
  /** Absent where the guide does not show it. */
  readonly printed?: string;
  /** Where the guide shows what is printed: from the first character of that to behind its last. */
  readonly printedAt?: readonly [start: number, end: number];
}

const STEP = /^```sh run\n(?<commands>.*?)^```\n(?:\n```text\n(?<printed>.*?)^```\n)?/gms;

export function stepsOf(guide: string): Step[] {
  return [...guide.matchAll(STEP)].map((match) => {
    const { commands = '', printed } = match.groups ?? {};
    if (printed === undefined) return { commands };
    const start = match.index + match[0].lastIndexOf('```text\n') + '```text\n'.length;
    return { commands, printed, printedAt: [start, start + printed.length] };
  });
}

/** The guide with what its steps printed now. */
export function withPrinted(guide: string, steps: readonly Step[], printed: readonly string[]): string {
  const places = steps.flatMap(({ printedAt }, at) => (printedAt ? [{ printedAt, text: printed[at] ?? '' }] : []));
  return places.reduceRight(
    (text, { printedAt: [start, end], text: now }) => text.slice(0, start) + now + text.slice(end),
    guide,
  );
}
