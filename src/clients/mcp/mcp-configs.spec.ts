import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClaudeRig } from '../../../test/support/claude-rig.js';
import { toolResultsOf } from '../../../test/support/scripted-model.conversation.js';
import { replies, uses } from '../../../test/support/scripted-model.turns.js';
import { Talk } from '../../../test/support/talk.js';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { ModelEnvironment } from '../../platform/config/model-environment.js';
import { type McpConfig, NO_MCP_SERVERS } from './mcp-config.js';
import { McpConfigRepository } from './mcp-config.repository.js';
import { McpConfigs } from './mcp-configs.js';
import { parseMcpConfig } from './parse-mcp-config.js';
import { ServerMcpConfig } from './server-mcp-config.js';

jest.setTimeout(60_000);

const TINY = fileURLToPath(new URL('../../../test/support/tiny-mcp-server.mjs', import.meta.url));
const TOKEN = 'the-token-of-tiny';

describe('McpConfigs with the real CLI and a real server', () => {
  let rig: ClaudeRig;
  const redactors = new JobRedactors(new Redactor([]));

  beforeAll(async () => {
    rig = await ClaudeRig.start();
  });
  afterAll(() => rig.close());

  const tiny = (env: Record<string, string> = {}) => ({
    command: process.execPath,
    args: [TINY],
    env: { TOKEN, NOTES: join(rig.folder, 'notes'), ...env },
  });

  /** For a repository with the configuration `own`, on a server with the configuration `server`. */
  const configs = (own: McpConfig | null, server: McpConfig = NO_MCP_SERVERS): McpConfigs => {
    const stored: Pick<McpConfigRepository, 'find'> = { find: () => Promise.resolve(own) };
    const model = ModelEnvironment.from(rig.model.variables);
    const { folders, gateway, jobs } = rig.parts();
    return new McpConfigs(
      new ServerMcpConfig(server),
      stored as McpConfigRepository,
      folders,
      redactors,
      model,
      gateway,
      jobs,
    );
  };

  it('lets Claude call what is allowed, and nothing else of a server', async () => {
    const talk = await Talk.prepare(rig);
    const config = parseMcpConfig({ mcpServers: { tiny: tiny() }, allowedTools: { tiny: ['add', 'tell'] } });
    const mcp = await configs(config).forRepository('any', talk.jobId);
    expect(mcp?.allowedTools).toEqual(['mcp__tiny__add', 'mcp__tiny__tell']);
    rig.model.script('add and note', [
      uses('mcp__tiny__add', { a: 40, b: 2 }),
      uses('mcp__tiny__note', { text: 'written' }),
      uses('mcp__tiny__tell', {}),
      replies(({ body }) => toolResultsOf(body).join(' | ')),
    ]);
    await talk.open({ mcp });
    await talk.ask('add and note');
    const { summary } = await talk.finish();
    expect(talk.heard).toContain('mcp tiny=connected');
    expect(summary).toMatch(/^sum=42 \| .*(denied|permission).* \| token=the-token-of-tiny key=<>$/s);
    await expect(readFile(join(rig.folder, 'notes'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(redactors.redact(talk.jobId, summary ?? '')).toContain('token=[redacted]');
    expect(redactors.redact('another-job', TOKEN)).toBe(TOKEN);
    expect(rig.processes()).toEqual([]);
  });

  it('names a server that does not start, and goes on with the others', async () => {
    const talk = await Talk.prepare(rig);
    const config = parseMcpConfig({
      mcpServers: { broken: { command: '/nonexistent/server' }, tiny: tiny() },
      allowedTools: { broken: '*', tiny: '*' },
    });
    rig.model.script('add anyway', [
      uses('mcp__tiny__add', { a: 1, b: 1 }),
      replies(({ body }) => `${toolResultsOf(body)[0]}`),
    ]);
    await talk.open({ mcp: await configs(config).forRepository('any', talk.jobId) });
    await talk.ask('add anyway');
    expect(talk.heard).toContain('mcp broken=failed,tiny=connected');
    expect(await talk.finish()).toMatchObject({ summary: 'sum=2' });
  });

  it('merges the server’s and the repository’s, which counts where both have a name, in a file of the job', async () => {
    const server = parseMcpConfig({
      mcpServers: { a: { command: 'a' }, b: { command: 'b' } },
      allowedTools: { a: '*', b: ['x'] },
    });
    const own = parseMcpConfig({
      mcpServers: {
        b: { type: 'http', url: 'https://u:sesame-seed@host/?key=open-says-me', headers: { A: 'Bearer abcdefgh' } },
      },
      allowedTools: { b: ['some.tool'] },
    });
    const jobId = 'job-with-a-file';
    const { folders } = rig.parts();
    expect(await configs(null).forRepository('any', jobId)).toBeNull();
    const settings = await configs(own, server).forRepository('any', jobId);
    expect(settings?.allowedTools).toEqual(['mcp__a', 'mcp__b__some_tool']);
    const path = settings?.configPath ?? '';
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const written = JSON.parse(await readFile(path, 'utf8')) as McpConfig;
    expect(written.mcpServers['a']).toMatchObject({ command: 'a' });
    expect(written.mcpServers['b']).toMatchObject({ type: 'http', headers: { A: 'Bearer abcdefgh' } });
    expect(redactors.redact(jobId, 'sesame-seed open-says-me abcdefgh')).toBe('[redacted] [redacted] [redacted]');
    await folders.remove(jobId);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('reads the server’s file at boot, and says what is wrong with it without quoting it', async () => {
    const file = join(rig.folder, 'servers.json');
    await writeFile(file, JSON.stringify({ mcpServers: { a: { command: 'a' } }, allowedTools: { a: [] } }));
    expect((await ServerMcpConfig.read(file)).config.allowedTools).toEqual({ a: [] });
    expect((await ServerMcpConfig.read(null)).config).toEqual(NO_MCP_SERVERS);
    const wrong = {
      'secret {': /MCP_CONFIG .*not valid JSON$/,
      '{"mcpServers":{"a":{"command":"secret"}}}': /allowedTools\.a is missing/,
    };
    for (const [text, sentence] of Object.entries(wrong)) {
      await writeFile(file, text);
      const error = await ServerMcpConfig.read(file).catch((thrown: unknown) => thrown);
      expect(String(error)).toMatch(sentence);
      expect(String(error)).not.toContain('secret');
    }
    await expect(ServerMcpConfig.read('/nonexistent')).rejects.toThrow(
      'MCP_CONFIG cannot be used: the file cannot be read',
    );
  });
});
