import { Rig } from '../test/support/rig.js';
import { residentBytes } from '../test/support/leaks.js';
import { replies, says } from '../test/support/scripted-model.turns.js';
import { until } from '../test/support/until.js';

const PARKED = 200;
const WOKEN = 50;
/** A conversation with the real CLI takes about a second of one core; two run at a time. */
const LONGEST_MS = 900_000;

interface QueueBody {
  readonly running: readonly unknown[];
  readonly parked: number;
}

/** Many conversations that wait for their persons, of whom many answer at once: what it costs, and whether all are answered. */
export async function benchConversations(): Promise<void> {
  const rig = await Rig.start({ env: { TASK_PARK_AFTER: '50ms', MAX_CONCURRENT_JOBS: '2' } });
  try {
    const { clientId } = await rig.addRepository();
    const idleBytes = await residentBytes(rig.folder);
    const begun = performance.now();
    const ids = await park(rig, clientId);
    const parkMs = performance.now() - begun;
    const parkedBytes = await residentBytes(rig.folder);
    const wokenAt = performance.now();
    const order = await wake(rig, ids.slice(0, WOKEN));
    const wakeMs = performance.now() - wokenAt;
    // Two run at a time, so neighbours may overtake each other on the way to the model.
    const displaced = Math.max(...order.map((id, index) => Math.abs(ids.indexOf(id) - index)));
    print(`${PARKED} conversations parked in ${seconds(parkMs)}, ${seconds(parkMs / PARKED)} each`);
    print(`memory of server and database: ${megabytes(idleBytes)} idle, ${megabytes(parkedBytes)} with all parked`);
    print(
      `${WOKEN} woken at once were all answered in ${seconds(wakeMs)}, none more than ${displaced} out of its turn`,
    );
    print(
      `an answer after waking took ${(wakeMs / WOKEN / (parkMs / PARKED)).toFixed(2)} times that of a new conversation`,
    );
    for (const id of ids) await rig.api.post(`/jobs/${id}/cancel`);
  } finally {
    await rig.close();
  }
}

async function park(rig: Rig, clientId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < PARKED; index += 1) {
    rig.model.script(`talk-${index}.`, [says('Your turn.'), replies(() => `answer ${index}`)]);
    ids.push(await rig.queue({ clientId, prompt: `This is talk-${index}.`, jobType: 'task' }));
  }
  await until(async () => (await rig.api.get<QueueBody>('/queue')).body.parked === PARKED, LONGEST_MS);
  return ids;
}

/** Sends all messages at once, and answers the conversations in the order in which the model was asked. */
async function wake(rig: Rig, ids: readonly string[]): Promise<string[]> {
  const before = rig.model.requests.length;
  for (const id of ids) await rig.api.post(`/jobs/${id}/message`, { message: 'Go on.' });
  for (const [index, id] of ids.entries()) {
    await rig.api.waitForJob(id, ({ result_summary }) => result_summary === `answer ${index}`, LONGEST_MS);
  }
  const asked = rig.model.requests.slice(before).map(({ marker }) => Number(/^talk-(\d+)\.$/.exec(marker ?? '')?.[1]));
  return asked.map((index) => ids[index] ?? '');
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
