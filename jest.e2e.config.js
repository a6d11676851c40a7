import unit from './jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...unit,
  roots: ['<rootDir>/test'],
  testRegex: '\\.e2e-spec\\.ts$',
  setupFiles: [],
  // Each suite starts a server, a database and real Claude processes: generous limits, two suites at a time.
  testTimeout: 90_000,
  maxWorkers: 2,
};
