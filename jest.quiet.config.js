import e2e from './jest.e2e.config.js';
import { QUIET, suitesOf } from './jest.full-only.js';

/** The end-to-end suites that bear no neighbours. @type {import('jest').Config} */
export default { ...e2e, testRegex: suitesOf(QUIET), maxWorkers: 1 };
