import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { matterAt } from '../road/stages.js';
import { BODY, UNITS } from '../road/town.js';
import { eventIn, insisted } from '../road/wire.js';
import { atABrowser, type AtABrowser } from './at-a-browser.js';
import { opensCall } from './calls.js';
import { pagesOf, ROUTES, type Shown } from './pages.js';
import type { Visitor } from './visitor.js';

/** Of a desk, of that desk at 200 %, and of a telephone. */
const WIDTHS = [1280, 640, 360] as const;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** As much of what axe answers as a person needs in order to mend it. */
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

describe('Every page of the interface', () => {
  const browser = atABrowser();

  it('is known to this test', () => {
    const none = { decision: '', call: '', discussed: '', meeting: '', catalogue: '', person: '' };
    // Whoever adds a page says in test/interface/pages.ts how it is opened.
    expect(ROUTES.filter((route) => pagesOf(none)[route] === undefined)).toEqual([]);
  });

  it('has nothing that axe-core objects to, and nothing that asks to be scrolled sideways, in either language', async () => {
    const everybody = await signedIn(browser());
    const passerBy = await browser().sits();
    const found: string[] = [];
    for (const [route, page] of Object.entries(pagesOf(await somethingToShow(browser())))) {
      const visitor = page.open ? passerBy : everybody;
      for (const path of page.paths) {
        await visitor.opens(path);
        // A page that only leads to another is empty for a moment; one that has no heading is named by axe-core.
        const heading = visitor.page.locator('main h1').first();
        await heading.waitFor({ timeout: 5000 }).catch(() => undefined);
        found.push(...(await faultsOf(visitor, `${route} ${path}`, WIDTHS)));
        await visitor.changesLanguage();
        // From the telephone back to the desk: each width is taken once in each language.
        found.push(...(await faultsOf(visitor, `${route} ${path}`, WIDTHS.toReversed())));
      }
    }
    expect(found).toEqual([]);
  }, 300_000);
});

async function faultsOf(visitor: Visitor, where: string, widths: readonly number[]): Promise<string[]> {
  const language = await visitor.page.evaluate(() => document.documentElement.lang);
  const looked = language.startsWith('zh') ? 1280 : 360;
  const faults: string[] = [];
  if (!language.startsWith('zh'))
    for (const words of await visitor.page.evaluate(chineseSigns))
      faults.push(`${where}: signs of Chinese in “${words}”`);
  for (const width of widths) {
    await visitor.page.setViewportSize({ width, height: 900 });
    const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) faults.push(`${where} (${language}) at ${width}: ${wide} wide`);
    // What axe-core looks at is much the same in both languages: it looks at the desk in one, at the telephone in the other.
    if (width !== looked) continue;
    for (const { id, nodes } of await violations(visitor)) {
      const [first] = nodes;
      faults.push(
        `${where} (${language}) at ${width}: ${id}: ${String(first?.target)} ${first?.failureSummary ?? ''}`,
      );
    }
  }
  return faults;
}

/** What an English page says with the signs of Chinese: where they stand alone, or beside a letter. Runs in the page. */
function chineseSigns(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    const words = (textContent ?? '').trim();
    if (!parentElement || parentElement.closest('[lang^=zh], script, style, noscript')) continue;
    if (/^[（）：，。；、！？]+$|[A-Za-z][（：，。；、]|[）：，。；、][A-Za-z]/.test(words))
      found.push(words);
  }
  return found;
}

async function violations({ page }: Visitor): Promise<readonly Violation[]> {
  // Through the debugger, past the content policy: the page itself could not load it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as Window & {
      readonly axe?: { run: (options: object) => Promise<{ violations: readonly Violation[] }> };
    };
    if (!axe) throw new Error('axe-core is not on the page');
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
}

/** A matter with a call that runs, one that a meeting discusses, a catalogue: so that pages have something on them. */
async function somethingToShow({ town }: AtABrowser): Promise<Shown> {
  const discussed = await matterAt(town, 'discussed', '横溪镇集镇规划');
  const matter = await matterAt(town, 'drafted', '集镇停车场建设');
  await opensCall(matter, 'parking-2026');
  const clerk = await town.person('clerk');
  const items = [
    { number: 1, name: '集镇停车场建设', unit: UNITS.helping, plannedBy: '2026-10-31', kind: 'planning' },
  ];
  const draft = { payload: { body: BODY, year: 2026, items } };
  const { subject } = eventIn(insisted(201, await clerk.posts('/api/catalogues', draft)));
  return {
    decision: matter.id,
    call: 'parking-2026',
    discussed: discussed.id,
    meeting: discussed.meeting,
    catalogue: subject.slice('catalogue/'.length),
    person: await town.idOf('head'),
  };
}

/** Somebody who holds so many roles that no page is closed. */
async function signedIn(at: AtABrowser): Promise<Visitor> {
  const roles = [
    'proposer',
    'office',
    'head',
    'secretary',
    'member',
    'legality-reviewer',
    'legal-adviser',
  ] as const;
  const more = ['expert', 'assessor', 'archivist', 'executor', 'auditor', 'administrator'] as const;
  await at.town.newcomer(
    'everybody',
    [...roles, ...more].map((role) => [role, 'hengxi-office'] as const),
  );
  const visitor = await at.sits();
  await visitor.opens('/');
  return visitor.signsIn('everybody');
}
