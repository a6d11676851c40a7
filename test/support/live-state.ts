import type { Rig } from './rig.js';
import { hangs, says, uses } from './scripted-model.turns.js';

/** A server in the middle of its work: one job of each state that survives it. */
export interface LiveState {
  readonly clientId: string;
  /** Of the repository at the forge, which another forge has to give it as well. */
  readonly githubId: number;
  readonly completed: string;
  /** A conversation whose person thinks. */
  readonly parked: string;
  /** Claude is at work on it. */
  readonly running: string;
  /** Queued, with a variable that is encrypted. */
  readonly waiting: string;
}

const TALK = 'talk-of-the-old-server';
const LATER = 'message-to-the-new-server';
const RUN = 'work-of-the-old-server';
const WAIT = 'work-for-the-new-server';
const ANSWER = 'I am back.';
const writes = (name: string) => [uses('Write', { file_path: `${name}.txt`, content: name }), says('Done.')];

/** What a server needs to be in such a state, and to get out of it soon on another machine. */
export const LIVE_SETTINGS = {
  TASK_PARK_AFTER: '300ms',
  LEASE_SECONDS: '3',
  MAX_CONCURRENT_JOBS: '2',
  ENCRYPTION_KEY: 'c0'.repeat(32),
} as const;

export async function makeLive(rig: Rig): Promise<LiveState> {
  const { clientId } = await rig.addRepository();
  rig.model.script('finished', writes('finished'));
  rig.model.script(TALK, [says('What is your name?'), says(ANSWER)]);
  rig.model.script(RUN, [hangs()]);
  const { id: completed } = await rig.run({ clientId, prompt: 'Be finished', branchName: 'feature/finished' });
  const parked = await rig.queue({ clientId, jobType: 'task', prompt: TALK });
  await rig.api.waitForJob(parked, ({ phase }) => phase === 'parked');
  const running = await rig.queue({ clientId, prompt: RUN, branchName: 'feature/running' });
  await rig.api.waitForJob(running, ({ phase }) => phase === 'working');
  await rig.api.post('/admin/drain', {});
  const waiting = await rig.queue({
    clientId,
    prompt: WAIT,
    branchName: 'feature/waiting',
    env: { DEPLOY_TOKEN: 'a-value-of-the-caller' },
  });
  const { id: githubId } = rig.forge.repository('acme/app');
  return { clientId, githubId, completed, parked, running, waiting };
}

/** To be called before the next server starts, which begins at once. */
export function prepareModel({ model }: Rig): void {
  model.script(RUN, writes('running'));
  model.script(WAIT, writes('waiting'));
  model.script(LATER, [says(ANSWER)]);
}

/** What became of the jobs on the server that the rig has now. */
export async function goOn(rig: Rig, state: LiveState) {
  const { body: completed } = await rig.api.get<{ status: string; pr_url: string | null }>(`/jobs/${state.completed}`);
  const { body: messages } = await rig.api.get<{ messages: unknown[] }>(`/jobs/${state.completed}/messages`);
  await rig.api.post(`/jobs/${state.parked}/message`, { message: LATER });
  const [running, waiting, talk] = await Promise.all([
    rig.api.waitForEnd(state.running),
    rig.api.waitForEnd(state.waiting),
    rig.api.waitForJob(state.parked, ({ result_summary }) => result_summary === ANSWER),
  ]);
  return {
    completed: completed.status,
    hasMessages: messages.messages.length > 0,
    running: running.status,
    waiting: waiting.status,
    errors: [running.error, waiting.error],
    talk: talk.result_summary,
    pulls: rig.forge.pulls.map(({ head }) => head).toSorted(),
  };
}

/** What {@link goOn} answers when nothing was lost. */
export const ALL_GOES_ON = {
  completed: 'completed',
  hasMessages: true,
  running: 'completed',
  waiting: 'completed',
  errors: [null, null],
  talk: ANSWER,
  pulls: ['feature/finished', 'feature/running', 'feature/waiting'],
};
