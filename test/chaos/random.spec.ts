import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';

const draw = (random: Random, count: number): number[] => Array.from({ length: count }, () => random.next());

describe('Random', () => {
  it('repeats itself for the same seed, and only for it', () => {
    expect(draw(new Random(7), 50)).toEqual(draw(new Random(7), 50));
    expect(draw(new Random(7), 50)).not.toEqual(draw(new Random(8), 50));
    // A change of the generator would make every seed that was written down worthless.
    expect(draw(new Random(1), 3).map((value) => value.toFixed(6))).toEqual(['0.627074', '0.002736', '0.527447']);
  });

  it('spreads evenly and keeps to its bounds', () => {
    const random = new Random(3);
    const counts = new Map<number, number>();
    for (let index = 0; index < 6_000; index += 1) {
      const value = random.between(1, 6);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it('shuffles without losing anything, and forks sequences that do not disturb each other', () => {
    const items = Array.from({ length: 20 }, (_, index) => index);
    const shuffled = new Random(5).shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
    const [one, other] = [new Random(9), new Random(9)];
    const fork = one.fork();
    other.fork();
    draw(fork, 10);
    expect(draw(one, 5)).toEqual(draw(other, 5));
    expect(() => new Random(1).pick([])).toThrow(RangeError);
  });
});
