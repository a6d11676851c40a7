import e2e from './jest.e2e.config.js';
import { FULL_ONLY } from './jest.full-only.js';

/** The end-to-end suites that `npm test` runs. @type {import('jest').Config} */
export default { ...e2e, testPathIgnorePatterns: ['/node_modules/', ...FULL_ONLY] };
