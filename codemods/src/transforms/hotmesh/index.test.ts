import { testFixtures } from '../../../test/support/fixtures';
import { hotmesh } from '.';

testFixtures(hotmesh, __dirname);
