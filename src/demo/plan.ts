import type { Plan } from '../../workflows/definition.js';
import { cite } from '../law/citations.js';
import { padTo } from './columns.js';
import { dateInWords, shortDate } from './dates.js';
import type { Stage, Subject } from './stage.js';
import type { Part } from './township.js';

type Way = Plan['ways'][number];

/** Shows whether the planned month is possible, by each way to the meeting, with the chain of dates and rules. */
export async function showPlan(
  stage: Stage,
  who: Part,
  decision: Subject,
  expected: { readonly openCall: string; readonly latestBundle: string },
): Promise<void> {
  const { body } = await stage.http.get(decision.path, stage.actor(who).token);
  const plan = body['plan'] as Plan;
  const wayBy = (mode: string) => plan.ways.find((way) => way.mode === mode);
  const [openCall, otherMode] = [wayBy('open-call'), wayBy('other-mode')];
  const { say, tell } = stage;
  stage.insistSame(
    'open-call',
    `${expected.openCall} false`,
    `${openCall?.earliestMeeting} ${openCall?.meetsPlan}`,
  );
  stage.insistSame(
    'other-mode',
    `${expected.latestBundle} true`,
    `${otherMode?.latestCompleteBundle} ${otherMode?.meetsPlan}`,
  );
  const short = (date: string | undefined) => shortDate(date ?? '', tell.words.language);
  tell.beneath(say.plan.planned(short(plan.planned?.notBefore), short(plan.planned?.notAfter)));
  if (openCall) {
    tell.beneath(`✗ ${say.plan.impossible(tell.words.in(openCall.title), short(openCall.earliestMeeting))}`);
    showChain(stage, openCall);
  }
  if (otherMode) {
    tell.beneath(`✓ ${say.plan.possible(tell.words.in(otherMode.title))}`);
    const within = say.plan.within(short(otherMode.earliestMeeting), short(otherMode.latestCompleteBundle));
    tell.beneath(within, ' '.repeat(12));
  }
  tell.beneath(say.plan.taken);
}

/** Each date with what happens on it and the article that asks for it. */
function showChain({ tell, say }: Stage, { chain }: Way): void {
  const { words } = tell;
  const rows = chain.map(({ what, on, rule }): [string, string] => {
    const [citation] = cite([rule]);
    return [
      `${words.in(what)}`,
      `${padTo(dateInWords(on, words.language), 21)}${citation ? say.refusal.article(citation) : ''}`,
    ];
  });
  tell.rows(rows, ' '.repeat(12));
}

/** From when on a meeting is lawful as the procedure stands. */
export async function earliestMeeting(
  stage: Stage,
  who: Part,
  { path }: Subject,
  expected: string,
): Promise<string> {
  const { body } = await stage.http.get(path, stage.actor(who).token);
  const [asBegun] = (body['plan'] as Plan).ways;
  stage.insistSame('earliestMeeting', expected, asBegun?.earliestMeeting);
  return shortDate(expected, stage.tell.words.language);
}

/** Names what is missing before an act, and which of it the published catalogue had not listed. */
export async function showObstacles(
  stage: Stage,
  who: Part,
  decision: Subject,
  event: string,
  listed: Readonly<Record<string, boolean>>,
): Promise<void> {
  const { tell, say } = stage;
  const path = `${decision.path}/obstacles?event=${event}`;
  const { body } = await stage.http.get(path, stage.actor(who).token);
  const missing = body['missingSteps'] as {
    requirement: string;
    title: { zh: string; en: string };
  }[];
  const found = missing.map(({ requirement }) => requirement.replace('step:', ''));
  stage.insistSame(event, Object.keys(listed).toSorted().join(), found.toSorted().join());
  tell.beneath(say.obstacles.before(tell.words.titleOf(event)));
  for (const { requirement, title } of missing) {
    const inCatalogue = listed[requirement.replace('step:', '')];
    tell.beneath(
      `· ${tell.words.in(title)}${inCatalogue ? '' : say.obstacles.notInCatalogue}`,
      ' '.repeat(10),
    );
  }
}
