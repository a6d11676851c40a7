/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/jest.strict-environment.js',
  roots: ['<rootDir>/src', '<rootDir>/clients', '<rootDir>/test/chaos', '<rootDir>/test/support'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'json'],
  // TypeScript's nodenext wants './x.js' in source; on disk it is still './x.ts'.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // class-transformer reads the metadata that decorators leave; main.ts loads it first, so do tests.
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/quiet-logs.js'],
  // Real processes on a busy machine: a test is slow, not broken, after five seconds.
  testTimeout: 60_000,
  // Also on two cores: most of these wait for processes.
  maxWorkers: 4,
  // Strips the types; that they are right is the work of `npm run typecheck`.
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
};
