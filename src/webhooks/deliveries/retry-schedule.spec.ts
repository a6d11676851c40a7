import { describe, expect, it } from '@jest/globals';
import { pauseAfter } from './retry-schedule.js';

describe('the pause between attempts', () => {
  it('grows from 5 seconds to a day, and ends after the tenth attempt', () => {
    const pauses = Array.from({ length: 11 }, (_, index) => pauseAfter(index + 1, null, 0));
    const hours = [2, 5, 10, 14, 20, 24].map((each) => each * 3_600);
    expect(pauses).toEqual([5, 300, 1_800, ...hours, null, null]);
  });

  it('differs by up to a tenth', () => {
    expect(pauseAfter(1, null, 1)).toBeCloseTo(5.5);
  });

  it('is never shorter than the receiver asks for, nor longer because it asks for less', () => {
    expect(pauseAfter(1, 120, 0)).toBe(120);
    expect(pauseAfter(2, 1, 0)).toBe(300);
    expect(pauseAfter(10, 1, 0)).toBeNull();
  });
});
