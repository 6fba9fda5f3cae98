import type { AnyMachineSnapshot } from 'xstate';
import type { Text } from '../../workflows/vocabulary.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { ParameterRefused } from '../http/refusals.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import { eventsOf } from '../ledger/reading.js';
import { namesFor } from '../people/directory.js';
import { differenceBetween, type Difference } from '../past/difference.js';
import { differenceTold } from '../past/difference-told.js';
import { momentIn, momentNamed, NoSuchMoment } from '../past/moment.js';
import { passedBy, type Passed } from '../past/passed.js';
import {
  CannotSuppose,
  whatIf,
  type NotSupposable,
  type Supposed,
  type WhatIf,
} from '../rehearsal/what-if.js';
import type { FactReaders } from '../road/facts.js';
import { namedTexts, withNames, type Named } from '../road/names.js';
import type { Road } from '../road/record-event.js';
import { SubjectNotFound } from '../road/refusals.js';
import type { ReadingDecisions } from './reading-decisions.js';
import type { ReleasedWorkflow } from './workflows.js';

/** What became of a decision between two moments, and why each act of it passed, read from its history. */
export class ReadingThePast {
  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly released: readonly ReleasedWorkflow[],
    private readonly decisions: ReadingDecisions,
    private readonly world: {
      readonly calendars: Calendars;
      readonly clock: Clock;
      readonly readers: FactReaders;
    },
  ) {}

  /**
   * @param from a version, or an instant (RFC 3339, or a date: its end in Shanghai)
   * @param to likewise; now, unless told
   * @throws SubjectNotFound ParameterRefused ReplayDisagrees
   */
  async difference(
    id: string,
    reader: string,
    from: string,
    to?: string,
  ): Promise<Difference & { readonly id: string; readonly words: readonly Text[] }> {
    const { workflow, events, subject } = await this.history(id, reader);
    const { states } = this.road;
    try {
      const last = { version: events.at(-1)?.version ?? 0 };
      const before = await momentIn(states, subject, events, namedAt('from', from));
      const until = to === undefined ? last : namedAt('to', to);
      const after = await momentIn(states, subject, events, until, before);
      if (after.version < before.version) throw refused('from', FROM_AFTER_TO);
      const difference = await differenceBetween(workflow, this.world.calendars, before, after);
      const words = await namedTexts(differenceTold(difference), this.named(reader));
      return { id, ...difference, words };
    } catch (error) {
      throw error instanceof NoSuchMoment ? new SubjectNotFound() : error;
    }
  }

  /** @throws SubjectNotFound ReplayDisagrees */
  async passed(
    id: string,
    reader: string,
    version: number,
  ): Promise<{ id: string; version: number; type: string; title: Text; requirements: Passed[] }> {
    const { workflow, events, subject } = await this.history(id, reader);
    const event = events[version];
    if (!event) throw new SubjectNotFound();
    // The event itself as well, so that its calendar is in memory, and nothing is told of an act that does not replay.
    const before = version === 0 ? undefined : await this.road.states.fold(subject, events.slice(0, version));
    await this.road.states.fold(subject, [event], before);
    const requirements = passedBy(
      workflow,
      before?.state as AnyMachineSnapshot | undefined,
      event,
      this.world.calendars.at,
    );
    const title = workflow.procedure.events[event.type]?.title ?? { zh: event.type, en: event.type };
    return { id, version, type: event.type, title, requirements };
  }

  /** @throws SubjectNotFound ParameterRefused ReplayDisagrees */
  async supposing(
    id: string,
    reader: string,
    version: number,
    supposed: Supposed,
  ): Promise<WhatIf & { readonly id: string }> {
    const { workflow, events } = await this.history(id, reader);
    const { states } = this.road;
    const { calendars, readers } = this.world;
    const world = { rows: this.database.read, room: states.roomOf('decision/'), states, calendars, readers };
    try {
      const answer = await whatIf(world, workflow, events, version, supposed);
      return { id, ...answer, standings: await withNames(answer.standings, this.named(reader)) };
    } catch (error) {
      if (!(error instanceof CannotSuppose)) throw error;
      if (error.because === 'no-such-event') throw new SubjectNotFound();
      const [parameter, why] = NOT_SUPPOSABLE[error.because];
      throw refused(parameter, why);
    }
  }

  private async history(id: string, reader: string) {
    const { loaded, version } = await this.decisions.standpoint(id, reader);
    const workflow = this.released.find(({ hash }) => hash === loaded.hash);
    if (!workflow) throw new Error(`No released workflow ${loaded.hash ?? ''}`);
    const subject = `decision/${id}`;
    return { workflow, subject, events: await eventsOf(this.database.read, subject, 0, version + 1) };
  }

  private named(reader: string) {
    const on = dateInShanghai(this.world.clock.legal().toISOString());
    return (people: readonly string[], units: readonly string[]): Promise<Named> =>
      namesFor(this.database.read, { reader, on, people, units });
  }
}

function namedAt(parameter: string, text: string) {
  const named = momentNamed(text);
  if (!named) throw refused(parameter, NO_MOMENT);
  return named;
}

const refused = (parameter: string, detail: Text) =>
  new ParameterRefused('query', [{ pointer: `/${parameter}`, detail }]);

const NO_MOMENT: Text = {
  zh: '应为版本号、日期（2025-05-13，指当日结束时）或带时区的时刻（2025-05-13T09:00:00+08:00）',
  en: 'a version, a date (2025-05-13: its end), or an instant with offset (2025-05-13T09:00:00+08:00)',
};
const FROM_AFTER_TO: Text = { zh: '不得晚于 to', en: 'must not lie after `to`' };
const NOT_SUPPOSABLE: Readonly<
  Record<Exclude<NotSupposable, 'no-such-event'>, readonly [parameter: string, why: Text]>
> = {
  'nothing-supposed': [
    'on',
    { zh: 'on 与 jurisdiction 至少给出一个', en: 'give `on`, `jurisdiction`, or both' },
  ],
  'no-such-place': [
    'jurisdiction',
    {
      zh: '没有这个地方的规则，见 /api/jurisdictions',
      en: 'no rules of such a place; see /api/jurisdictions',
    },
  ],
  'before-the-rules': [
    'on',
    {
      zh: '该日《重大行政决策程序暂行条例》尚未施行（2019年9月1日起施行）',
      en: `Decree 713 was not in force on that day; it is from ${SHIPPED.national.inForceFrom}`,
    },
  ],
  'version-without-means': [
    'on',
    {
      zh: '这项决策依据的程序版本不带假设功能',
      en: 'the version of the procedure that this decision runs on was built without the means to suppose',
    },
  ],
};
