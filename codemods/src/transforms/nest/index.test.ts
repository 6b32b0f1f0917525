import { testFixtures } from '../../../test/support/fixtures';
import { nest } from '.';

testFixtures(nest, __dirname);
