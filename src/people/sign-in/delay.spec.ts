import { describe, expect, it } from 'vitest';
import { SignInBusy, SignInSlowed } from '../refusals.js';
import { AttemptsInMemory } from './attempts.js';
import { SignInDelay, type Attempt } from './delay.js';

const MINUTE = 60_000;

/** Somebody who guesses, under a clock that stands still, and the waits that it costs. */
function guesser(longestMs?: number) {
  let now = Date.parse('2026-03-02T01:00:00Z');
  const waits: number[] = [];
  const delay = new SignInDelay(new AttemptsInMemory(), { machine: () => new Date(now) }, (milliseconds) => {
    waits.push(milliseconds);
    return Promise.resolve();
  });
  const guesses = async (times: number, who: Partial<Attempt> = {}) => {
    waits.length = 0;
    const attempt = { username: 'li.na', address: '10.0.0.1', ...who };
    for (let i = 0; i < times; i++) await delay.before(attempt, longestMs);
    return [...waits];
  };
  return { delay, guesses, later: (milliseconds: number) => (now += milliseconds) };
}

describe('The delay of sign-ins', () => {
  it('leaves three attempts free, then doubles, and never locks out', async () => {
    expect(await guesser().guesses(10)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
  });

  it('counts attempts that run side by side as if they came one after another', async () => {
    const waits: number[] = [];
    const delay = new SignInDelay(new AttemptsInMemory(), { machine: () => new Date(0) }, (milliseconds) => {
      waits.push(milliseconds);
      return new Promise((resolve) => setImmediate(resolve));
    });
    const attempt = { username: 'li.na', address: '10.0.0.1' };
    await Promise.all(Array.from({ length: 6 }, () => delay.before(attempt)));
    expect(waits).toEqual([250, 500, 1000]);
  });

  it('slows down one address that tries many names, and nobody else', async () => {
    const { guesses } = guesser();
    for (let i = 0; i < 30; i++) expect(await guesses(1, { username: `name-${i}` })).toEqual([]);
    expect(await guesses(1, { username: 'name-30' })).toEqual([250]);
    expect(await guesses(1, { username: 'name-31', address: '10.0.0.2' })).toEqual([]);
  });

  it('slows down many addresses that try one name, and never beyond four seconds', async () => {
    const { guesses } = guesser(15 * MINUTE);
    for (let i = 0; i < 10; i++) expect(await guesses(1, { address: `10.0.1.${i}` })).toEqual([]);
    for (let i = 0; i < 30; i++) await guesses(1, { address: `10.0.2.${i}` });
    expect(await guesses(1, { address: '10.0.3.1' })).toEqual([4000]);
  });

  it('does not slow down a browser that the person has signed in with before, whatever others try', async () => {
    const { guesses } = guesser(15 * MINUTE);
    for (let i = 0; i < 50; i++) await guesses(1, { address: `10.0.1.${i}` });
    expect(await guesses(3, { device: 'known' })).toEqual([]);
    expect(await guesses(1, { device: 'known' })).toEqual([250]);
  });

  it('tells whoever must wait long when to come again, and does not count what it refused', async () => {
    const { guesses, later } = guesser(15 * MINUTE);
    const refused = async (seconds: number) => {
      await expect(guesses(1)).rejects.toBeInstanceOf(SignInSlowed);
      await expect(guesses(1)).rejects.toMatchObject({ retryAfterSeconds: seconds });
    };
    expect(await guesses(8)).toEqual([250, 500, 1000, 2000, 4000]);
    await refused(8);
    expect(await guesses(1, { address: '10.0.0.2' })).toEqual([]);
    later(8000);
    expect(await guesses(1)).toEqual([4000]);
    await refused(16);
    for (let seconds = 16; seconds < 900; seconds *= 2) {
      later(seconds * 1000);
      await guesses(1);
    }
    await refused(900);
  });

  it('forgets after a quarter of an hour, and at once when the password was right', async () => {
    const { delay, guesses, later } = guesser();
    expect(await guesses(4)).toEqual([250]);
    await delay.succeeded({ username: 'li.na', address: '10.0.0.1' });
    expect(await guesses(3)).toEqual([]);
    expect(await guesses(1)).toEqual([250]);
    later(15 * MINUTE);
    expect(await guesses(3)).toEqual([]);
  });

  it('turns a guesser away who keeps many requests waiting, and lets others in', async () => {
    const delay = new SignInDelay(
      new AttemptsInMemory(),
      { machine: () => new Date(0) },
      () => new Promise(() => undefined),
    );
    const attempt = { username: 'li.na', address: '10.0.0.1' };
    for (let i = 0; i < 3; i++) await delay.before(attempt);
    for (let i = 0; i < 20; i++) void delay.before(attempt);
    await expect(delay.before(attempt)).rejects.toBeInstanceOf(SignInBusy);
    await delay.before({ username: 'wang.wei', address: '10.0.0.2' });
  });
});
