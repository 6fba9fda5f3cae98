import { describe, expect, it } from '@jest/globals';
import { SignInBusy } from '../refusals.js';
import { SignInDelay } from './delay.js';

/** Somebody who guesses, under a clock that stands still, and the waits that it costs. */
function guesser() {
  let now = Date.parse('2026-03-02T01:00:00Z');
  const waits: number[] = [];
  const delay = new SignInDelay({ machine: () => new Date(now) }, (milliseconds) => {
    waits.push(milliseconds);
    return Promise.resolve();
  });
  const guesses = async (times: number, username = 'li.na', address = '10.0.0.1') => {
    waits.length = 0;
    for (let i = 0; i < times; i++) await delay.before(username, address);
    return [...waits];
  };
  return { delay, guesses, later: (minutes: number) => (now += minutes * 60_000) };
}

describe('The delay of sign-ins', () => {
  it('leaves three attempts free, then doubles, and never locks out', async () => {
    expect(await guesser().guesses(10)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
  });

  it('counts attempts that run side by side as if they came one after another', async () => {
    const waits: number[] = [];
    const delay = new SignInDelay({ machine: () => new Date(0) }, (milliseconds) => {
      waits.push(milliseconds);
      return new Promise((resolve) => setImmediate(resolve));
    });
    await Promise.all(Array.from({ length: 6 }, () => delay.before('li.na', '10.0.0.1')));
    expect(waits).toEqual([250, 500, 1000]);
  });

  it('slows down one address that tries many names, and nobody else', async () => {
    const { guesses } = guesser();
    for (let i = 0; i < 30; i++) expect(await guesses(1, `name-${i}`)).toEqual([]);
    expect(await guesses(1, 'name-30')).toEqual([250]);
    expect(await guesses(1, 'name-31', '10.0.0.2')).toEqual([]);
  });

  it('forgets after a quarter of an hour, and at once when the password was right', async () => {
    const { delay, guesses, later } = guesser();
    expect(await guesses(4)).toEqual([250]);
    delay.succeeded('li.na', '10.0.0.1');
    expect(await guesses(3)).toEqual([]);
    expect(await guesses(1)).toEqual([250]);
    later(15);
    expect(await guesses(3)).toEqual([]);
  });

  it('turns people away when hundreds are kept waiting', async () => {
    const delay = new SignInDelay({ machine: () => new Date(0) }, () => new Promise(() => undefined));
    for (let i = 0; i < 503; i++) void delay.before('li.na', '10.0.0.1');
    await expect(delay.before('li.na', '10.0.0.1')).rejects.toBeInstanceOf(SignInBusy);
  });
});
