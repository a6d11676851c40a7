const { rooms, entriesOf } = require('./scripts/rooms/rooms.cjs');

/** Top to bottom: a room imports only rooms below it, and only the files through which they are entered. */
const names = rooms.map(({ name }) => name);
const literally = (path) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const SPEC = '\\.spec\\.ts$';
/** A file of src/ that is neither the program nor in a room. */
const OUTSIDE = `^src/(?!main\\.ts$|(?:${names.join('|')})/)`;

const order = names.slice(1).map((name, above) => ({
  name: `${name}-imports-only-lower-rooms`,
  comment:
    'to talk upwards, emit an event (platform/events) or let the upper room implement an abstract class of the lower one',
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: `^src/(${names.slice(0, above + 1).join('|')})/` },
}));

const entries = names.map((name) => ({
  name: `${name}-is-entered-by-its-entries`,
  comment: 'the first lines of the *.module.ts say through which classes other rooms enter',
  severity: 'error',
  from: { path: '^src/', pathNot: [`^src/${name}/`, SPEC] },
  to: { path: `^src/${name}/`, pathNot: entriesOf(__dirname, name).map((file) => `^${literally(file)}$`) },
}));

/** A package, or a file, that only one place may import. */
const only = (name, { what, where, comment }) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: where },
  to: { path: what },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    ...['from', 'to'].map((end) => ({
      name: 'everything-has-a-room',
      comment:
        'a new directory under src/ takes its place in scripts/rooms/rooms.json; nothing lies loose beside main.ts',
      severity: 'error',
      from: {},
      to: {},
      [end]: { path: OUTSIDE },
    })),
    {
      name: 'everything-has-a-room-also-unused',
      comment: 'the same for a file that imports nothing and that nobody imports yet',
      severity: 'error',
      from: { orphan: true, path: OUTSIDE },
      to: {},
    },
    ...order,
    ...entries,
    {
      name: 'src-imports-no-tests',
      comment: 'only specs may use the rig',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: { path: ['^(test|demo|bench|examples)/', SPEC] },
    },
    {
      name: 'examples-use-the-extension-alone',
      comment: 'what an example needs of the server, every team needs: it is exported by src/app/extension.ts',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^(src|test|demo|bench|scripts|dist)/', pathNot: '^dist/app/extension\\.' },
    },
    only('supabase-only-in-repositories', {
      what: ['@supabase/', '^src/platform/store/supabase\\.token\\.ts$'],
      where: ['\\.repository\\.ts$', '^src/platform/store/', SPEC],
      comment: 'services ask a repository; only repositories are given the client',
    }),
    only('postgres-driver-only-in-the-store', { what: 'node_modules/(postgres|pg)/', where: '^src/platform/store/' }),
    only('octokit-only-in-github', { what: '@octokit/', where: '^src/github/' }),
    only('simple-git-only-in-git', { what: 'simple-git', where: '^src/git/' }),
    only('emitter-only-in-events', { what: '@nestjs/event-emitter', where: ['^src/platform/events/', SPEC] }),
    only('express-only-at-the-edge', {
      what: ['node_modules/(@types/)?express(-|/)', '@nestjs/platform-express'],
      where: ['^src/http/', '\\.controller\\.ts$', '^src/main\\.ts$', '^src/app/'],
      comment: 'services do not know of requests',
    }),
    only('job-processes-only-in-the-sandbox', {
      what: '^(node:)?child_process$',
      where: [
        '^src/sandbox/',
        '^src/platform/(store|identity)/',
        '^src/git/commands/(git-stream|local-git)\\.ts$',
        SPEC,
      ],
      comment:
        'whatever runs a job’s code or reads its configuration is spawned by sandbox; git-stream and local-git run the server’s git',
    }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^examples/[^/]+/dist/' },
    doNotFollow: { path: ['node_modules', '^(test|demo|bench|dist)/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js'],
      mainFields: ['module', 'main'],
    },
  },
};
