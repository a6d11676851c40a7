export const DOCUMENT_HEAD = {
  title: 'Claude Code orchestrator',
  license: { name: 'MIT', identifier: 'MIT' },
  description:
    'Puts Claude Code to work on GitHub repositories. Send `Authorization: Bearer <token>` with every request but those to ' +
    '`/health`: the secret of the server, or a key with the scope that `x-required-scope` names, or ' +
    '`x-required-scope-of-bound-keys` for keys that are bound to clients (`none`: it is closed to them). Times are ISO 8601 in UTC; a ' +
    'value that is absent is null. Unknown fields and parameters are refused. New fields and events may come at any time: ' +
    'ignore those that you do not know.',
};

/** The subjects, by the first part of the path. */
export const TAGS: Readonly<Record<string, string>> = {
  admin: 'Keys, the audit log, the disk, servers that take no jobs',
  clients: 'Clients and their repositories',
  docs: 'This document as a page',
  events: 'All jobs, live',
  health: 'Health checks, open to everybody',
  jobs: 'What Claude is to do, and what came of it',
  'openapi.json': 'This document',
  me: 'Whose a token is, and what it allows',
  mcp: 'Tools for models',
  queue: 'What runs, and what waits',
  repos: 'Settings, clones and MCP servers of repositories',
  sync: 'Clones of all repositories',
  usage: 'What was used, and what it cost',
  webhooks: 'What other systems are told, and whether they heard it',
};
