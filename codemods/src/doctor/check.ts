/** One thing the doctor looked at. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'problem';
  readonly message: string;
  /** The way out. */
  readonly fix?: string;
}

export function ok(name: string, message: string): Check {
  return { name, status: 'ok', message };
}

export function problem(name: string, message: string, fix: string): Check {
  return { name, status: 'problem', message, fix };
}

export function warning(name: string, message: string, fix: string): Check {
  return { name, status: 'warning', message, fix };
}

/** The first few of a list, and how many more there are. */
export function some(items: readonly string[], limit = 5): string {
  const shown = items.slice(0, limit).join(', ');
  return items.length > limit ? `${shown} and ${items.length - limit} more` : shown;
}
