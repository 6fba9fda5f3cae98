import type { AnyMachineSnapshot } from 'xstate';
import type { Text } from '../../workflows/vocabulary.js';
import { CalendarMissing, Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import { loadWorkflows, WorkflowMissing, type ReleasedWorkflow } from '../decisions/workflows.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import { NotALeaf } from '../ledger/leaf.js';
import { eventsOf, type StoredEvent } from '../ledger/reading.js';
import { STEP_STATUS } from '../past/difference-told.js';
import { momentNamed, type MomentNamed } from '../past/moment.js';
import { told } from '../road/history.js';
import { ReplayDisagrees } from '../road/refusals.js';
import type { Standpoint } from '../road/room.js';
import { States } from '../road/states.js';
import { subjectsWith } from '../server/subjects.js';
import { CannotTell, type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions, whileReading } from './place.js';

export interface ReplayOptions extends PlaceOptions {
  readonly version?: string;
  readonly at?: string;
}

/** `chengxu replay`: a decision as it stood after an event, or at an instant. @returns exit status */
export async function replay(
  id: string,
  options: ReplayOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const until = untilFrom(options);
  const { databaseUrl } = placeFrom(options, environment);
  const workflows = await loadWorkflows();
  return whileReading(databaseUrl, async (rows) => {
    try {
      const events = await history(rows, id, until);
      const states = new States(subjectsWith(workflows, Calendars.kept(rows)), Calendars.kept(rows));
      const standpoint = await states.fold(`decision/${id}`, events);
      tell(id, standpoint, events, workflows, screen);
      return EXIT.fine;
    } catch (error) {
      return disagreement(error, screen);
    }
  });
}

type Until = (event: StoredEvent) => boolean;

async function history(rows: Rows, id: string, until: Until): Promise<StoredEvent[]> {
  const all = await eventsOf(rows, `decision/${id}`);
  if (all.length === 0) throw new UsageError({ zh: `没有决策 “${id}”`, en: `there is no decision '${id}'` });
  const events = all.filter(until);
  if (events.length > 0) return events;
  throw new UsageError({
    zh: `当时还没有这项决策：它提出于 ${all[0]?.time}`,
    en: `it did not exist then: it was proposed at ${all[0]?.time}`,
  });
}

function untilFrom({ version, at }: ReplayOptions): Until {
  if (version !== undefined && at !== undefined)
    throw new UsageError({ zh: '--version 与 --at 只能给一个', en: 'give --version or --at, not both' });
  if (version !== undefined) {
    if (!/^\d{1,9}$/.test(version))
      throw new UsageError({ zh: `“${version}” 不是版本号`, en: `'${version}' is no version` });
    return (event) => event.version <= Number(version);
  }
  if (at === undefined) return () => true;
  const named = momentFrom(at);
  if ('version' in named) throw new UsageError(noMoment(at));
  return (event) => event.time <= named.at;
}

/** A version, an instant, or a date. @throws UsageError */
export function momentFrom(text: string): MomentNamed {
  const named = momentNamed(text);
  if (!named) throw new UsageError(noMoment(text));
  return named;
}

const noMoment = (text: string): Text => ({
  zh: `“${text}” 不是时间：应如 2025-05-13 或 2025-05-13T09:00:00+08:00`,
  en: `'${text}' is no time: give 2025-05-13, or 2025-05-13T09:00:00+08:00`,
});

function tell(
  id: string,
  { loaded, state, version }: Standpoint,
  events: readonly StoredEvent[],
  workflows: readonly ReleasedWorkflow[],
  screen: Console,
): void {
  const { procedure, hash } = loaded;
  const workflow = workflows.find((one) => one.hash === hash);
  const [first, last] = [events[0], events.at(-1)];
  const title = first && joinPayload(first.leaf.data.payload, first.disclosures)['title'];
  screen.says(`${typeof title === 'string' ? title : screen.words(ERASED)}  (${id})`);
  screen.says(`${workflow ? screen.words(workflow.title) : procedure.id} ${procedure.version}`);
  screen.says({ zh: `第 ${version} 版，${last?.time}`, en: `Version ${version}, ${last?.time}` });
  screen.says('');
  for (const event of events) {
    const { date, title: what, role } = told(procedure, event);
    const number = String(event.version).padStart(3);
    screen.says(`${number}  ${date}  ${screen.words(what)} (${event.type}) · ${screen.words(role)}`);
  }
  screen.says('');
  for (const description of statesOf(state as AnyMachineSnapshot, screen)) {
    screen.says({ zh: `所处状态：${description}`, en: `State: ${description}` });
  }
  const steps = procedure.view(state)['steps'] as Readonly<Record<string, string>>;
  for (const step of workflow?.steps ?? []) {
    const status = STEP_STATUS[steps[step.id] ?? ''] ?? { zh: '', en: '' };
    screen.says(`  ${screen.words(step.title)}: ${screen.words(status)}`);
  }
  screen.says({
    zh: `状态摘要 ${procedure.stateHash?.(state)}`,
    en: `State hash ${procedure.stateHash?.(state)}`,
  });
}

const ERASED: Text = { zh: '（标题已依法删除）', en: '(its title was lawfully erased)' };
/** The states that it is in, as the machine describes them; the descriptions are Chinese, as the law is. */
function statesOf(snapshot: AnyMachineSnapshot, screen: Console): string[] {
  const innermost = snapshot._nodes.filter((node) => node.type === 'atomic' || node.type === 'final');
  return innermost.map((node) =>
    screen.language === 'zh' ? (node.description ?? node.id) : node.id.replaceAll('major-decision.', ''),
  );
}

/** A history that cannot be replayed is a finding, or something that is not here. */
export function disagreement(error: unknown, screen: Console): number {
  if (error instanceof CalendarMissing || error instanceof WorkflowMissing)
    throw new CannotTell({ zh: `缺少重放所需的内容：${error.message}`, en: error.message });
  if (!(error instanceof ReplayDisagrees) && !(error instanceof NotALeaf)) throw error;
  screen.says({
    zh: `历史不能重放，记录已被改动；运行 chengxu verify 找出第一处：${error.message}`,
    en: `The history does not replay, so the record was changed; chengxu verify names the first place. ${error.message}`,
  });
  return EXIT.tampered;
}
