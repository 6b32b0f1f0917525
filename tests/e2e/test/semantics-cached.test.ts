import { semantics } from './support/semantics';

semantics('workflows stay in memory');
