import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayWork } from '../../api/session.js';
import type { Job, Schemas } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { Page } from '../../design/page.js';
import { Loaded } from '../../design/states.js';
import { useJobChanges } from '../../live/all-jobs.js';
import { at } from '../../router/location.js';
import { NodeList } from './node-list.js';
import { Pauses } from './pauses.js';
import { RunningList } from './running-list.js';
import { Tiles } from './tiles.js';
import { WaitingForPerson } from './waiting-for-person.js';
import { WaitingList } from './waiting-list.js';

/** Most jobs of each kind that the board shows. */
const SHOWN = 50;

export interface Board {
  readonly queue: Schemas['Queue'];
  /** The running jobs whole: the queue has no costs. */
  readonly running: readonly Job[];
  readonly asking: readonly Job[];
  readonly clients: ReadonlyMap<string, string>;
}

async function readBoard(client: Client): Promise<Board> {
  const [queue, running, asking, { clients }] = await Promise.all([
    client.get('/queue', { params: { query: { limit: SHOWN } } }),
    client.get('/jobs', { params: { query: { status: ['running'], limit: SHOWN } } }),
    client.get('/jobs', { params: { query: { awaitingInput: 'true', limit: SHOWN } } }),
    client.get('/clients'),
  ]);
  return {
    queue,
    running: running.jobs,
    asking: asking.jobs,
    clients: new Map(clients.map(({ id, name }) => [id, name])),
  };
}

/** What goes on now, on all servers. */
export function BoardPage() {
  const board = useResource(readBoard, []);
  useJobChanges(board.reload);
  return (
    <Page
      title="Board"
      sub="What runs, what waits and why, and what waits for you"
      actions={
        mayWork.value ? (
          <a class="button primary" href={at('/jobs/new')}>
            New job
          </a>
        ) : undefined
      }
    >
      <Loaded of={board} what="the board">
        {(data) => (
          <>
            <Tiles board={data} />
            <Pauses paused={data.queue.paused} />
            <WaitingForPerson jobs={data.asking} />
            <RunningList board={data} />
            <WaitingList board={data} />
            {data.queue.nodes.length === 0 ? null : <NodeList nodes={data.queue.nodes} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
