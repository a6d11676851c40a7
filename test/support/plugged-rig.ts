import { Rig } from './rig.js';
import { hangs } from './scripted-model.turns.js';

export interface PluggedRig {
  readonly rig: Rig;
  readonly clientId: string;
  readonly repositoryId: string;
}

/** A rig whose only place is taken by a job that never ends: whatever is queued stays queued. */
export async function startPlugged(env: Readonly<Record<string, string>> = {}): Promise<PluggedRig> {
  const rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '1', ...env } });
  const { clientId, repositoryId } = await rig.addRepository();
  rig.model.script('plug', [hangs()]);
  await rig.queue({ clientId, prompt: 'The plug', branchName: 'feature/plug' });
  await rig.model.whenRequested('plug');
  return { rig, clientId, repositoryId };
}
