import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { type Change, changeBetween, type State } from './change';
import { readState } from './subscribable';

export interface PublishingSinks extends Sinks {
  publisher: { publish(change: Change): void };
}

const { publisher } = proxySinks<PublishingSinks>();

export const interceptors: WorkflowInterceptorsFactory = () => {
  let published: State = {};
  return {
    internals: [
      {
        concludeActivation: (input, next) => {
          const state = readState();
          const change = changeBetween(published, state);
          if (change) publisher.publish(change);
          published = { ...state };
          return next(input);
        },
      },
    ],
  };
};
