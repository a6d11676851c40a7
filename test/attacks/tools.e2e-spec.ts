import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from '../support/api-client.js';
import { toolResultsOf } from '../support/scripted-model.conversation.js';
import type { AnswerBlock } from '../support/scripted-model.exchange.js';
import { answers, says } from '../support/scripted-model.turns.js';
import { Battlefield } from './battlefield.js';
import { PLACES } from './canaries.js';
import { type Outcome, printOutcomes } from './outcome-table.js';
import { expand } from './scripts.js';
import { changesBetween } from './surroundings.js';
import { FORBIDDEN_IN_TASKS, TOOL_ATTACKS, type ToolAttack } from './tool-attacks.js';

const CONVERSATION = 'a steered conversation';
const CODE = 'a steered code job';
const IN_TASKS = [...TOOL_ATTACKS, ...FORBIDDEN_IN_TASKS];

/** Without any wall: what Claude's own rules, as the server sets them, keep by themselves. */
describe('tools of Claude without a wall', () => {
  const outcomes: Outcome[] = [];
  let field: Battlefield;
  let jobs: JobBody[];
  let changed: string[];

  beforeAll(async () => {
    field = await Battlefield.build('none');
    await field.rig.forge.addRepository('acme/app', {
      files: { 'README.md': '# App\n' },
      links: { out: field.rig.folder },
    });
    const { clientId } = await field.addAttackersRepository('acme/app');
    const before = await field.lookAround();
    field.rig.model.script(CODE, [answers(TOOL_ATTACKS.map(callOf)), says('Done.')]);
    field.rig.model.script(CONVERSATION, [answers(IN_TASKS.map(callOf)), says('Done.'), says('No more.')]);
    const code = await field.rig.queue({ clientId, prompt: CODE, branchName: 'feature/tools' });
    const task = await field.rig.queue({ clientId, jobType: 'task', prompt: CONVERSATION });
    for (const id of [code, task]) field.ownJob(id);
    await field.rig.api.waitForJob(task, ({ phase }) => phase === 'awaiting_input');
    const message = expand('/evil @$HOME_OF_SERVER/.env @"$HOME_OF_SERVER/.env" @out/.env', field.variables);
    await field.rig.api.post(`/jobs/${task}/message`, { message });
    await field.rig.model.whenRequested(CONVERSATION, 3);
    await field.rig.api.post(`/jobs/${task}/complete`);
    jobs = await Promise.all([code, task].map((id) => field.rig.api.waitForEnd(id)));
    changed = changesBetween(before, await field.lookAround());
  });

  afterAll(async () => {
    printOutcomes('Tools of Claude', 'none', outcomes);
    await field.close();
  });

  const callOf = ({ tool, input }: ToolAttack): AnswerBlock => ({
    type: 'tool_use',
    name: tool,
    input: JSON.parse(expand(JSON.stringify(input), field.variables)) as Record<string, unknown>,
  });

  const hasWon = (marker: string, list: readonly ToolAttack[], attack: ToolAttack): boolean => {
    const last = field.rig.model.requestsOf(marker).at(-1);
    const said = last ? toolResultsOf(last.body)[list.indexOf(attack)] : undefined;
    if (said === undefined) throw new Error('the tool was not called');
    const places = PLACES.filter((place) => place === attack.target);
    return (
      field.canaries.in(said, places).length > 0 || (attack.changes !== undefined && changed.includes(attack.changes))
    );
  };

  it.each(IN_TASKS)('in a task job: $name', (attack) => {
    const won = hasWon(CONVERSATION, IN_TASKS, attack);
    outcomes.push({
      attack: `in a task job: ${attack.name}`,
      target: attack.target,
      outcome: won ? 'NOT HELD' : 'held',
    });
    expect(won).toBe(false);
  });

  it.each(TOOL_ATTACKS)('in a code job: $name', (attack) => {
    const won = hasWon(CODE, TOOL_ATTACKS, attack);
    outcomes.push({
      attack: `in a code job: ${attack.name}`,
      target: attack.target,
      outcome: won ? 'NOT HELD' : 'held',
    });
    expect(won).toBe(false);
  });

  it('in a task job: a message that is a command and mentions files', () => {
    const last = field.rig.model.requestsOf(CONVERSATION).at(-1);
    expect(JSON.stringify(last?.body)).toContain('/evil');
    expect(field.canaries.in(JSON.stringify(last?.body))).toEqual([]);
  });

  it('change nothing', () => {
    expect(jobs).toMatchObject([
      { status: 'completed', error: null, pr_url: null },
      { status: 'completed', error: null, pr_url: null },
    ]);
    expect(changed).toEqual([]);
    expect(field.evil.received).toEqual([]);
  });
});
