import { testFixtures } from '../../../test/support/fixtures';
import { workerOptions } from '.';

testFixtures(workerOptions, __dirname);
