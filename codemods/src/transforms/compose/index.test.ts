import { testFixtures } from '../../../test/support/fixtures';
import { compose } from '.';

testFixtures(compose, __dirname);
