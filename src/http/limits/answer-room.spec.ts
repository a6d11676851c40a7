import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AnswerRoom } from './answer-room.js';

const HALF = 16_000_000;
const stays = new AbortController().signal;

describe('the room for large answers', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };

  it('lets in as many as it can hold, and the others in order once there is room', async () => {
    const room = new AnswerRoom();
    const [first, second] = await Promise.all([room.enter(HALF, stays), room.enter(HALF, stays)]);
    const admitted: string[] = [];
    const third = room.enter(HALF, stays).then((share) => (admitted.push('third'), share));
    const fourth = room.enter(1, stays).then((share) => (admitted.push('fourth'), share));
    first.resize(HALF / 2);
    await settled();
    // The small one would fit: it does not overtake, or the large one might never get in.
    expect(admitted).toEqual([]);
    second.release();
    await settled();
    expect(admitted).toEqual(['third', 'fourth']);
    for (const share of [first, await third, await fourth]) share.release();
  });

  it('refuses who has waited too long, and forgets who is gone', async () => {
    const room = new AnswerRoom();
    const all = await room.enter(2 * HALF, stays);
    const left = new AbortController();
    const gone = room.enter(HALF, left.signal);
    const patient = room.enter(HALF, stays);
    const refusals = [gone, patient].map((entry) =>
      expect(entry).rejects.toMatchObject({ code: 'too_many_large_answers' }),
    );
    left.abort();
    jest.advanceTimersByTime(60_000);
    await Promise.all(refusals);
    all.release();
    (await room.enter(2 * HALF, stays)).release();
  });

  it('does not let more than a hundred wait', async () => {
    const room = new AnswerRoom();
    const all = await room.enter(2 * HALF, stays);
    const waiting = Array.from({ length: 100 }, () => room.enter(1, stays));
    await expect(room.enter(1, stays)).rejects.toMatchObject({ kind: 'unavailable' });
    all.release();
    expect(await Promise.all(waiting)).toHaveLength(100);
  });
});
