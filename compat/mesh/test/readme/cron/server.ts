import { runMyCron } from './cron';

export async function start(): Promise<boolean> {
  const made =
    // #region server
    runMyCron('myNightlyCron123');
  // #endregion
  return await made;
}
