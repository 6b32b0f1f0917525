import { makeMemoryServer } from './memory-server';
import { describeStore } from './suite';

describeStore('memory', makeMemoryServer);
