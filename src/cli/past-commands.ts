import type { Text } from '../../workflows/vocabulary.js';
import { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import { loadWorkflows, type ReleasedWorkflow } from '../decisions/workflows.js';
import { eventsOf, type StoredEvent } from '../ledger/reading.js';
import { differenceBetween } from '../past/difference.js';
import { differenceTold } from '../past/difference-told.js';
import { momentIn, NoSuchMoment } from '../past/moment.js';
import { everyName } from '../people/directory.js';
import { CannotSuppose, type NotSupposable, whatIf, type WhatIf } from '../rehearsal/what-if.js';
import { namedTexts, withNames } from '../road/names.js';
import { States } from '../road/states.js';
import { factReaders } from '../server/fact-readers.js';
import { subjectsWith } from '../server/subjects.js';
import { type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions, whileReading } from './place.js';
import { disagreement, momentFrom } from './replay-command.js';

export interface DiffOptions extends PlaceOptions {
  readonly from: string;
  readonly to?: string;
  readonly json?: boolean;
}

export interface WhatIfOptions extends PlaceOptions {
  readonly on?: string;
  readonly jurisdiction?: string;
  readonly json?: boolean;
}

/** `chengxu diff`: what changed in a decision between two versions or instants. @returns exit status */
export function diff(
  id: string,
  options: DiffOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const [from, to] = [
    momentFrom(options.from),
    options.to === undefined ? undefined : momentFrom(options.to),
  ];
  return withHistory(
    id,
    options,
    screen,
    environment,
    async ({ rows, events, workflow, states, calendars }) => {
      const subject = `decision/${id}`;
      const before = await momentIn(states, subject, events, from);
      const last = { version: events.length - 1 };
      const after = await momentIn(states, subject, events, to ?? last, before);
      if (after.version < before.version)
        throw new UsageError({ zh: '--from 不得晚于 --to', en: '--from must not lie after --to' });
      const difference = await differenceBetween(workflow, calendars, before, after);
      const words = await namedTexts(differenceTold(difference), (people, units) =>
        everyName(rows, people, units),
      );
      if (options.json) screen.says(JSON.stringify({ id, ...difference, words }));
      else for (const line of words) screen.says(line);
      return EXIT.fine;
    },
  );
}

/**
 * `chengxu what-if`: would this act have been lawful on another day, or in another place? Decides nothing.
 * @returns 0 when it would have passed, 1 when it would have been refused, 2 when it cannot be told, 3 usage
 */
export function supposing(
  id: string,
  version: string,
  { on, jurisdiction, json, ...place }: WhatIfOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  if (!/^\d{1,9}$/.test(version))
    throw new UsageError({ zh: `“${version}” 不是版本号`, en: `'${version}' is no version` });
  if (on !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(on) || Number.isNaN(Date.parse(on))))
    throw new UsageError({
      zh: `“${on}” 不是日期：应如 2025-05-13`,
      en: `'${on}' is no date: give 2025-05-13`,
    });
  return withHistory(id, place, screen, environment, async ({ events, workflow, ...world }) => {
    const answer = await whatIf(world, workflow, events, Number(version), { on, jurisdiction });
    const standings = await withNames(answer.standings, (people, units) =>
      everyName(world.rows, people, units),
    );
    const named = { ...answer, standings };
    if (json) screen.says(JSON.stringify({ id, ...named }));
    else tellWhatIf(named, screen);
    return STATUS[answer.would];
  });
}

interface History {
  readonly rows: Rows;
  readonly events: readonly StoredEvent[];
  readonly workflow: ReleasedWorkflow;
  readonly states: States;
  readonly calendars: Calendars;
  readonly readers: typeof factReaders;
  readonly room: ReturnType<States['roomOf']>;
}

/** Reads a decision's whole history, and says in one line what stands against it. */
async function withHistory(
  id: string,
  options: PlaceOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
  work: (history: History) => Promise<number>,
): Promise<number> {
  const { databaseUrl } = placeFrom(options, environment);
  const released = await loadWorkflows();
  return whileReading(databaseUrl, async (rows) => {
    try {
      const events = await eventsOf(rows, `decision/${id}`);
      const workflow = released.find(({ hash }) => hash === events[0]?.leaf.workflowhash);
      if (events.length === 0)
        throw new UsageError({ zh: `没有决策 “${id}”`, en: `there is no decision '${id}'` });
      const calendars = Calendars.kept(rows);
      const states = new States(subjectsWith(released, calendars), calendars);
      // What no released workflow explains cannot be replayed, and the fold says so.
      if (!workflow) await states.fold(`decision/${id}`, events);
      if (!workflow) return EXIT.undecided;
      const room = states.roomOf('decision/');
      return await work({ rows, events, workflow, states, calendars, readers: factReaders, room });
    } catch (error) {
      return refusedOr(error, screen);
    }
  });
}

function refusedOr(error: unknown, screen: Console): number {
  if (error instanceof NoSuchMoment)
    throw new UsageError({
      zh: '当时还没有这项决策，或没有这一版',
      en: 'it had not been proposed then, or has no such version',
    });
  if (error instanceof CannotSuppose) throw new UsageError(NOT_SUPPOSABLE[error.because]);
  if (error instanceof UsageError) throw error;
  return disagreement(error, screen);
}

const NOT_SUPPOSABLE: Readonly<Record<NotSupposable, Text>> = {
  'nothing-supposed': { zh: '--on 与 --jurisdiction 至少给出一个', en: 'give --on, --jurisdiction, or both' },
  'no-such-event': { zh: '没有这一版', en: 'it has no such version' },
  'no-such-place': { zh: '没有这个地方的规则', en: 'there are no rules of such a place' },
  'before-the-rules': {
    zh: '该日《重大行政决策程序暂行条例》尚未施行',
    en: 'Decree 713 was not in force on that day',
  },
  'version-without-means': {
    zh: '这项决策依据的程序版本不带假设功能',
    en: 'the version of the procedure that it runs on was built without the means to suppose',
  },
};

const STATUS: Readonly<Record<WhatIf['would'], number>> = {
  pass: EXIT.fine,
  'be-refused': EXIT.tampered,
  'find-no-step': EXIT.tampered,
  'not-be-told': EXIT.undecided,
};

const WOULD: Readonly<Record<WhatIf['would'], Text>> = {
  pass: { zh: '照样合法', en: 'It would have been lawful all the same' },
  'be-refused': { zh: '不会被接受', en: 'It would have been refused' },
  'find-no-step': { zh: '当时没有这一步', en: 'There would have been no such step' },
  'not-be-told': { zh: '无法判断', en: 'It cannot be told' },
};

function tellWhatIf(
  { version, title, recorded, supposed, would, standings, untold }: WhatIf,
  screen: Console,
): void {
  const { date, jurisdiction } = supposed;
  const place = jurisdiction && {
    zh: `，依${jurisdiction.title.zh}的规则`,
    en: `, under the rules of ${jurisdiction.title.en}`,
  };
  screen.says({
    zh: `第 ${version} 版 ${title.zh}，${recorded.date} 办理。假设在 ${date} 办理${place?.zh ?? ''}：${WOULD[would].zh}。`,
    en: `Version ${version}, ${title.en}, done on ${recorded.date}. Supposing ${date}${place?.en ?? ''}: ${WOULD[would].en}.`,
  });
  for (const standing of standings) {
    if (standing.is === 'depends') continue;
    const sign = standing.is === 'met' ? '✓' : standing.is === 'unmet' ? '✗' : '~';
    screen.says(`  ${sign} ${screen.words(standing.title)}`);
    if (!('found' in standing)) continue;
    const articles = (standing.citations ?? []).map((one) =>
      screen.words({ zh: one.article, en: one.articleEn }),
    );
    if (articles.length > 0)
      screen.says(`      ${[...new Set(articles)].join(screen.language === 'zh' ? '、' : '; ')}`);
    screen.says({ zh: `      现状：${standing.found.zh}`, en: `      found: ${standing.found.en}` });
    screen.says({ zh: `      所需：${standing.needed.zh}`, en: `      needed: ${standing.needed.en}` });
  }
  for (const { title: what, missing } of untold)
    screen.says({
      zh: `  ? ${what.zh}：当时没有记录${missing.zh}`,
      en: `  ? ${what.en}: not recorded then: ${missing.en}`,
    });
}
