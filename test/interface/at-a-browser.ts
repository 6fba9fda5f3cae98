import { createServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Database } from '../../src/database/database.js';
import { canonicalize, type Json } from '../../src/canonical/canonical-json.js';
import { sha256Hex } from '../../src/canonical/digest.js';
import { openDatabase } from '../../src/database/open.js';
import { TestClock } from '../installation.js';
import { compiled } from '../road/program.js';
import { Town } from '../road/town.js';
import { TestServer } from '../server.js';
import { temporary } from '../temporary.js';
import { startsChromium } from './chromium.js';
import { Visitor } from './visitor.js';

export type Language = 'zh' | 'en';

interface Seat {
  readonly language?: Language;
  readonly width?: number;
  readonly height?: number;
}

/** Sets the program up in the browser. @returns the user name of the administrator, whose password is everybody's */
type SetsUp = (visitor: Visitor, link: string) => Promise<string>;

/** The real program with the interface as it is built, a township in it, and one browser. */
export class AtABrowser {
  constructor(
    readonly address: string,
    private readonly settled: Town | undefined,
    readonly clock: TestClock,
    private readonly browser: Browser,
    private readonly database: Database,
    /** Whatever any page complained about, the content policy first of all. */
    readonly complaints: string[] = [],
  ) {}

  get town(): Town {
    if (!this.settled) throw new Error('Nothing is set up yet.');
    return this.settled;
  }

  /** As an upgrade of the program brings it: kept, and not in force before somebody says so. */
  async keepsCalendar(calendar: Json): Promise<void> {
    const text = canonicalize(calendar);
    await this.database.write((tx) =>
      tx.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', [
        sha256Hex(text),
        'application/vnd.chengxu.calendar+json',
        Buffer.from(text),
      ]),
    );
  }

  /** Somebody with a browser of their own: cookies, storage, language, size. */
  async sits({ language = 'zh', width = 1280, height = 900 }: Seat = {}): Promise<Visitor> {
    const context = await this.browser.newContext({
      viewport: { width, height },
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    // The program of a test lives in March 2026; a page that counts days must too.
    await context.clock.setSystemTime(this.clock.legal());
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => this.complaints.push(`${page.url()}: ${message}`));
    page.on('console', (message) => {
      // A refusal is an answer, and the browser reports every one.
      if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
      this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    return new Visitor(context, page, this.address);
  }

  /** A member of the cast, signed in by the form. @param part as the town calls them */
  async person(part: Parameters<Town['person']>[0], seat: Seat = {}, path = '/'): Promise<Visitor> {
    await this.town.person(part);
    const visitor = await this.sits(seat);
    await visitor.opens(path);
    return visitor.signsIn(part);
  }
}

/** For one file of tests. Ask for it inside a test. @param setsUp in the browser, where a test is about that */
export function atABrowser(setsUp?: SetsUp): () => AtABrowser {
  let ready: AtABrowser | undefined;
  const checks: (() => unknown)[] = [];
  beforeAll(async () => {
    compiled();
    const directory = await mkdtemp(join(temporary(), 'chengxu-interface-'));
    checks.push(() => rm(directory, { recursive: true, force: true }));
    const url = `sqlite:${join(directory, 'chengxu.db')}`;
    const port = await freePort();
    const address = `http://localhost:${port}`;
    const clock = new TestClock();
    const server = await TestServer.starts(
      {
        dialect: 'sqlite',
        url,
        directory,
        open: () => openDatabase({ url }),
        afterwards: (check) => void checks.push(check),
      },
      clock,
      { port, publicUrl: address },
    );
    const browser = await startsChromium();
    checks.push(() => browser.close());
    const { setupLink = '', address: wire } = server.running;
    const { database } = server.running.parts;
    if (setsUp) {
      const before = new AtABrowser(address, undefined, clock, browser, database);
      const administrator = await setsUp(await before.sits(), setupLink);
      const town = await Town.beside(wire, administrator, clock.legal);
      ready = new AtABrowser(address, town, clock, browser, database, before.complaints);
    } else {
      const town = await Town.settles(wire, setupLink, clock.legal);
      ready = new AtABrowser(address, town, clock, browser, database);
    }
  }, 300_000);
  afterAll(async () => {
    const complaints = ready?.complaints ?? [];
    for (const check of checks.reverse()) await check();
    expect(complaints).toEqual([]);
  });
  return () => {
    if (!ready) throw new Error('Ask for the browser inside a test.');
    return ready;
  };
}

/** The session's cookie is for one origin, which the program must know before it listens. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
