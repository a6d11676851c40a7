/**
 * The suites of the full set that measure the server against a clock: how long it may be silent, when a lease ends, how slow a
 * machine is. They run one at a time, after the others, because a neighbour's load looks like a fault of the server there.
 */
export const QUIET = ['/test/chaos\\.', '/test/large-answers\\.', '/test/node-names\\.', '/test/odd-lines\\.'];

/**
 * The suites of test/ that only the full set runs (`npm run test:all`), as patterns of their paths: attacks, faults, several
 * servers, another Node.js, and what takes long for a promise that another suite guards as well. All other suites are everyday ones.
 */
export const FULL_ONLY = [
  ...QUIET,
  // attacks
  '/test/attacks/',
  '/test/fuzz\\.',
  // each wall in turn; the everyday suites run behind the strongest that the machine has
  '/test/(sandbox|guarded-files)\\.',
  '/test/raw-http\\.',
  '/test/conventions\\.',
  '/test/mcp-tools\\.',
  // needs jq
  '/test/integrating-page\\.',
  '/test/secret-variables\\.',
  '/test/trusted-repository\\.',
  // chaos and faults
  '/test/full-disk\\.',
  '/test/(forge-away|held-forge)\\.',
  '/test/stop-without-store\\.',
  '/test/store-(breaks|faults|outage|restart)\\.',
  '/test/supabase-faults\\.',
  '/test/task-lost-answer\\.',
  // several servers
  '/test/(keys|rate-limits)\\.',
  '/test/(metrics|nodes|traces)\\.',
  '/test/(frozen|hung)-node\\.',
  '/test/nodes-wishes\\.',
  '/test/(ralph|sealing|stream|usage-limit)-nodes\\.',
  // another Node.js
  '/test/node-22\\.',
  // a project of its own, with packages that npm installs
  '/test/extending-page\\.',
  // what runs it for real: needs Postgres 15, and an image's worth of files
  '/test/(backup-restore|deploy|upgrade)\\.',
  // long ones
  '/test/housekeeping-leftovers\\.',
  '/test/(failures|existing-database|ralph-endings|restart)\\.',
  '/test/(evidence|follow-ups|job-artifacts|job-attachments|job-plans|odd-trees|output-schema)\\.',
  '/test/(client-budgets|month-budgets|repository-settings|setup-command)\\.',
  // needs php, composer, python3, ruby and bundler
  '/test/setup-languages\\.',
  // a browser
  '/test/console-(care|sight|work)\\.',
  '/test/(job-wishes|webhooks)\\.',
  '/test/from-github(-follow-ups|-deaths)?\\.',
  '/clients/typescript/test/client\\.',
  '/test/(pull-requests|renamed-repositories)\\.',
  '/test/ralph-(feedback|interruptions)\\.',
  '/test/shutdown\\.',
  '/test/stream-readers\\.',
  '/test/usage-limits\\.',
  '/test/webhook-deaths\\.',
];

/** The suites that such patterns mean, as Jest's `testRegex`. */
export const suitesOf = (patterns) => patterns.map((pattern) => `${pattern}.*e2e-spec\\.ts$`);
