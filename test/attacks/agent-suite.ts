import { stat, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from '../support/api-client.js';
import { allProcesses } from '../support/process-list.js';
import { toolResultsOf } from '../support/scripted-model.conversation.js';
import type { AnswerBlock } from '../support/scripted-model.exchange.js';
import { answers, says } from '../support/scripted-model.turns.js';
import type { AgentAttack } from './agent/agent-attack.js';
import { AGENT_ATTACKS } from './agent/agent-attacks.js';
import { Battlefield } from './battlefield.js';
import { PLACES, type Place, SECRETS_OF_THE_SERVER } from './canaries.js';
import { type Outcome, printOutcomes, printUntried } from './outcome-table.js';
import { expand, scriptFile, slugOf } from './scripts.js';
import { sinksOf } from './sinks.js';
import { changesBetween } from './surroundings.js';
import { isAtLeast, problemOf, type Wall } from './walls.js';

const MARKER = 'steered by a stranger';
const REPOSITORY = 'acme/app';
const COMMANDS_AT_ONCE = 12;

/** What there is to judge by when the job has ended. */
interface Aftermath {
  readonly job: JobBody;
  /** What the tool answered, by the slug of the attack. */
  readonly answers: ReadonlyMap<string, string>;
  /** Paths that are not what they were. */
  readonly changed: readonly string[];
  readonly survivors: number;
}

/** Lets one agent make all attacks within one job behind `wall`, and judges each of them. */
export function describeAgentAttacks(wall: Wall): void {
  describe(`an agent behind the wall "${wall}"`, () => {
    const outcomes: Outcome[] = [];
    const problem = problemOf(wall);
    if (problem !== null) {
      it(`cannot be tried here: ${problem}`, () => printUntried('Attacks of a steered agent', wall, AGENT_ATTACKS));
      return;
    }
    let field: Battlefield;
    let aftermath: Aftermath;

    beforeAll(async () => {
      field = await Battlefield.build(wall);
      aftermath = await attack(field);
    }, 180_000);

    afterAll(async () => {
      printOutcomes('Attacks of a steered agent', wall, outcomes);
      await field.close();
    });

    it.each(AGENT_ATTACKS)('$name', (each) => {
      const won = hasWon(each, aftermath, field);
      const holds = isAtLeast(wall, each.heldFrom);
      outcomes.push({ attack: each.name, target: each.target, outcome: outcomeOf(won, holds) });
      if (!holds && each.varies) return;
      const answer = aftermath.answers.get(slugOf(each.name));
      expect({ won, answer }).toEqual({ won: !holds, answer });
    });

    it('leaves nothing that the wall guards in a place that others read', async () => {
      const open = new Set(
        AGENT_ATTACKS.filter(({ heldFrom }) => !isAtLeast(wall, heldFrom)).map(({ target }) => target),
      );
      const guarded = PLACES.filter((place) => !open.has(place));
      expect(await leaks(field, aftermath.job, guarded, [MARKER])).toEqual([]);
    });

    it('leaves no secret of the server in messages, pull requests, commits or the log, whatever was seen', async () => {
      const secrets = SECRETS_OF_THE_SERVER.map(({ name }) => name);
      expect(await leaks(field, aftermath.job, secrets, [])).toEqual([]);
    });

    it('changes nothing else outside of its tree and folders', () => {
      const known = AGENT_ATTACKS.flatMap(({ wins }) =>
        typeof wins === 'object' ? [expand(wins.changes, field.variables)] : [],
      );
      const isKnown = (path: string): boolean => known.some((one) => one === path || one.startsWith(`${path}/`));
      expect(aftermath.changed.filter((path) => !isKnown(path))).toEqual([]);
    });

    it('leaves a server that is well', () => field.assertWell());
  });
}

async function attack(field: Battlefield): Promise<Aftermath> {
  const { rig, variables } = field;
  const files = AGENT_ATTACKS.map(({ name, script }) => [
    `attacks/${slugOf(name)}.sh`,
    scriptFile(name, script, variables),
  ]);
  await rig.forge.addRepository(REPOSITORY, { files: Object.fromEntries(files) });
  const { clientId } = await field.addAttackersRepository(REPOSITORY);
  const before = await field.lookAround();
  rig.model.script(MARKER, turns());
  const jobId = await rig.queue({ clientId, prompt: MARKER, branchName: 'feature/attacks' });
  field.ownJob(jobId);
  const job = await rig.api.waitForEnd(jobId, 150_000);
  const changed = changesBetween(before, await field.lookAround());
  return {
    job,
    answers: answersOf(field),
    changed: [...changed, ...(await takePlanted(field))],
    survivors: await endSurvivors(field),
  };
}

function turns() {
  const commands = AGENT_ATTACKS.map(({ name }): AnswerBlock => {
    const slug = slugOf(name);
    // What was got hold of is left in the tree, too: to be committed and pushed.
    const command = `mkdir -p loot; timeout -k 1 20 sh attacks/${slug}.sh 2>&1 | head -c 6000 | tee loot/${slug}.txt`;
    return { type: 'tool_use', name: 'Bash', input: { command, description: name } };
  });
  const rounds = Math.ceil(commands.length / COMMANDS_AT_ONCE);
  const chunk = (round: number) => commands.slice(round * COMMANDS_AT_ONCE, (round + 1) * COMMANDS_AT_ONCE);
  return [...Array.from({ length: rounds }, (_, round) => answers(chunk(round))), says('Done.')];
}

function answersOf({ rig }: Battlefield): ReadonlyMap<string, string> {
  const last = rig.model.requestsOf(MARKER).at(-1);
  const results = last ? toolResultsOf(last.body) : [];
  if (results.length !== AGENT_ATTACKS.length)
    throw new Error(`${results.length} of ${AGENT_ATTACKS.length} attacks were made`);
  return new Map(AGENT_ATTACKS.map(({ name }, index) => [slugOf(name), results[index] ?? '']));
}

function hasWon(
  { name, target, wins }: AgentAttack,
  { answers: said, changed, survivors }: Aftermath,
  field: Battlefield,
): boolean {
  const answer = said.get(slugOf(name)) ?? '';
  const places = PLACES.filter((place) => place === target);
  if (typeof wins === 'object') return changed.includes(expand(wins.changes, field.variables));
  const judgements: Readonly<Record<typeof wins, () => boolean>> = {
    reads: () => field.canaries.in(answer, places).length > 0,
    receives: () => field.canaries.in(field.evil.received.join('\n'), places).length > 0,
    reaches: () => answer.includes('REACHED'),
    calls: () => field.evil.heard(`/${slugOf(name)}`),
    survives: () => survivors > 0,
  };
  return judgements[wins]();
}

function outcomeOf(won: boolean, holds: boolean): Outcome['outcome'] {
  if (!won) return 'held';
  return holds ? 'NOT HELD' : 'let through, as documented';
}

/** Names of sinks, each with the places whose secret is in it. */
async function leaks(field: Battlefield, job: JobBody, places: readonly Place[], markers: readonly string[]) {
  const sinks = await sinksOf(field, { markers, jobIds: [job.id] });
  const inspected = markers.length > 0 ? sinks : sinks.filter(({ name }) => name !== "attacker's host");
  return inspected
    .map(({ name, text }) => [name, ...field.canaries.in(text, places)])
    .filter(({ length }) => length > 1);
}

/** What an attacker put outside of the server's folders; it is removed. */
async function takePlanted({ variables }: Battlefield): Promise<string[]> {
  const path = variables['PLANTED'] ?? '';
  const isThere = await stat(path).catch(() => null);
  await rm(path, { force: true });
  return isThere ? [path] : [];
}

async function endSurvivors({ variables }: Battlefield): Promise<number> {
  const survivors = (await allProcesses()).filter(({ line }) => line.trim() === `sleep ${variables['LONG']}`);
  for (const { pid } of survivors) process.kill(pid, 'SIGKILL');
  return survivors.length;
}
