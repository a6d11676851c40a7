import e2e from './jest.e2e.config.js';
import { FULL_ONLY, QUIET, suitesOf } from './jest.full-only.js';

/** The end-to-end suites that `npm test` leaves to `npm run test:all` and that bear neighbours. @type {import('jest').Config} */
export default {
  ...e2e,
  testRegex: suitesOf(FULL_ONLY),
  testPathIgnorePatterns: ['/node_modules/', ...QUIET],
};
