import { connectMyFunction } from './myFunctionWrapper';

export async function start(): Promise<void> {
  const connected =
    // #region server
    connectMyFunction();
  // #endregion
  await connected;
}
