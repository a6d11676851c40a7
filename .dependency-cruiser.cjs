/** A folder under src/ may import only folders of lower layers; folders of one layer do not import each other. */
const layer = {
  config: 0,
  common: 1,
  events: 2,
  proxy: 2,
  store: 2,
  access: 3,
  idempotency: 3,
  sandbox: 3,
  audit: 4,
  clients: 4,
  claude: 4,
  git: 4,
  messages: 4,
  nodes: 4,
  jobs: 5,
  mcp: 5,
  repos: 5,
  runs: 6,
  streams: 6,
  code: 7,
  ralph: 7,
  task: 7,
  queue: 8,
  health: 9,
  housekeeping: 9,
  http: 9,
};
const names = Object.keys(layer);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'known-folder',
      comment: 'a new folder under src/ takes its place in the layers above',
      severity: 'error',
      from: {},
      to: { path: `^src/(?!(${names.join('|')})/)[^/]+/` },
    },
    ...names
      .map((n) => ({
        name: `${n}-imports-only-lower-layers`,
        severity: 'error',
        from: { path: `^src/${n}/` },
        to: { path: `^src/(${names.filter((m) => m !== n && layer[m] >= layer[n]).join('|')})/` },
      }))
      .filter((rule) => !rule.to.path.includes('()')),
    {
      name: 'supabase-only-in-repositories',
      severity: 'error',
      from: { pathNot: '(\\.repository\\.ts|^src/store/)' },
      to: { path: '@supabase/' },
    },
    {
      name: 'emitter-only-in-bus',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/events/' },
      to: { path: '@nestjs/event-emitter' },
    },
    {
      name: 'job-processes-only-in-the-sandbox',
      comment:
        'whatever runs a job’s code or reads its configuration is spawned by sandbox/; git-stream runs the server’s git',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/((sandbox|store)/|git/git-stream\\.ts$)' },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'simple-git-only-in-git',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/git/' },
      to: { path: 'simple-git' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js'],
      mainFields: ['module', 'main'],
    },
    exclude: { path: '\\.spec\\.ts$' },
  },
};
