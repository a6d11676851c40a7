import { describe, expect, it } from '@jest/globals';
import { checksSections, describeChecks } from './checks-section.js';

const result = (command: string, exitCode: number | null, output: string, timedOut = false) => ({
  command,
  exitCode,
  passed: exitCode === 0,
  timedOut,
  durationMs: 2_000,
  output,
});

describe('the checks in a pull request', () => {
  it('have their results and the end of their output, whatever the commands and the output hold', () => {
    const results = [
      result('npm test | tee `log` \\| cat', 0, 'ok\n'),
      result('npm run lint', 2, `${'long\n'.repeat(2_000)}\`\`\`\n@bob fixes #1`),
      result('sleep 9999', null, '', true),
    ];
    const [section, ...others] = checksSections(results);
    expect(others).toEqual([]);
    expect(section?.brief).toBe(
      [
        '<!-- claude-code-orchestrator: checks -->\n',
        '## Checks\n',
        '| Command | Result | Duration |',
        '| --- | --- | --- |',
        '| `npm test \\| tee ´log´ \\| cat` | passed | 2 s |',
        '| `npm run lint` | failed with exit code 2 | 2 s |',
        '| `sleep 9999` | failed: it took too long | 2 s |\n',
        '<!-- claude-code-orchestrator: end -->',
      ].join('\n'),
    );
    expect(section?.text).toContain('`npm test | tee ´log´ \\| cat`\n\n```text\nok\n```');
    expect(section?.text).toContain('`npm run lint`\n\n````text\n…\nlong\n');
    expect(section?.text).toMatch(/\n```\n@bob fixes #1\n````\n\n<\/details>\n\n<!-- .* -->$/);
    expect(section?.text.length).toBeLessThan(4_000);
    expect(describeChecks(results)).toBe('2 of 3 checks failed');
  });

  it('are left out where there were none', () => {
    expect([checksSections([]), describeChecks([])]).toEqual([[], null]);
    expect(describeChecks([result('true', 0, '')])).toBe('checks passed (1)');
  });
});
