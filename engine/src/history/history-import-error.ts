/** A history that cannot be read, or holds something that does not exist here. */
export class HistoryImportError extends Error {
  /** The event it is about; absent when it is about the whole. */
  readonly eventId: number | undefined;

  constructor(message: string, eventId?: number) {
    super(message);
    this.name = 'HistoryImportError';
    this.eventId = eventId;
  }
}
