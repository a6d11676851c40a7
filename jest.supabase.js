/**
 * The suites of test/ that `npm run test:supabase` runs against a Supabase project, as patterns of their paths: what a job goes through,
 * on one server at a time. Others break the database, start several servers on one, want it empty, or do not meet it.
 */
export const SUPABASE_SUITES = [
  '/test/code-job\\.',
  '/test/streams\\.',
  '/test/task-parking\\.',
  '/test/ralph\\.',
  '/test/cancel\\.',
  '/test/job-retry\\.',
  '/test/budget\\.',
  '/examples/',
];
