import e2e from './jest.e2e.config.js';
import { SUPABASE_SUITES } from './jest.supabase.js';

/** @type {import('jest').Config} */
export default {
  ...e2e,
  testRegex: SUPABASE_SUITES.map((pattern) => `${pattern}.*e2e-spec\\.ts$`),
};
