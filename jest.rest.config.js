import e2e from './jest.e2e.config.js';
import { FULL_ONLY, QUIET } from './jest.full-only.js';

/** The end-to-end suites that `npm test` leaves to `npm run test:all` and that bear neighbours. @type {import('jest').Config} */
export default {
  ...e2e,
  testRegex: FULL_ONLY.map((pattern) => `${pattern}.*e2e-spec\\.ts$`),
  testPathIgnorePatterns: ['/node_modules/', ...QUIET],
};
