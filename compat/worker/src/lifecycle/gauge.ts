import { createRequire } from 'node:module';
import type { Observable } from 'rxjs';

/** A number that changes and can be watched. The observable, and rxjs with it, is made when somebody asks for it. */
export class Gauge {
  #value = 0;
  #subject: { next(value: number): void } | undefined;
  #observable: Observable<number> | undefined;

  get value(): number {
    return this.#value;
  }

  add(change: number): void {
    this.set(this.#value + change);
  }

  set(value: number): void {
    this.#value = value;
    this.#subject?.next(value);
  }

  /** Emits the value at once, and after every change. */
  get observable(): Observable<number> {
    if (this.#observable === undefined) {
      const subject = new (loadBehaviorSubject())(this.#value);
      this.#subject = subject;
      this.#observable = subject.asObservable();
    }
    return this.#observable;
  }
}

/** Requiring rxjs takes longer than starting a worker, so it waits for somebody who wants it. */
function loadBehaviorSubject(): typeof import('rxjs').BehaviorSubject {
  const rxjs = createRequire(__filename)('rxjs') as typeof import('rxjs');
  return rxjs.BehaviorSubject;
}
