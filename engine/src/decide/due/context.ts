/** What rules for due entries may know beside the claimed records. */
export interface DueContext {
  /** Store time of the claim. */
  readonly nowMs: number;
  readonly retentionMs: number;
  readonly newId: () => string;
}
