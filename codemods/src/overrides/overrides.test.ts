import { testFixtures } from '../../test/support/fixtures';
import { overrides } from './index';

testFixtures(overrides, __dirname);
