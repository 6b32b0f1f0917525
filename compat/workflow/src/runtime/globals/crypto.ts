import { requireRun } from '../current';
import { fillFrom, uuid4From } from '../uuid';

const random = () => requireRun('Workflow random APIs may only be used from workflow context.').random.current;

type View = Pick<Uint8Array, 'buffer' | 'byteOffset' | 'byteLength'>;

/** The parts of `crypto` that draw random values, drawn from the current run. */
export const cryptoOfRun = {
  randomUUID: (): string => uuid4From(random()),
  getRandomValues: <T extends View>(view: T): T => {
    fillFrom(random(), new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return view;
  },
};
