import { valueOf } from '../../../../workflows/vocabulary';
import type { Stance } from '../../../../workflows/major-decision/context';
import { calledTo } from '../attendance';
import type { Context, OneMeeting, Told } from '../meetings';
import { countOf, isSilent, type Standing } from './majority';

export const STANCES: readonly Stance[] = ['agree', 'agree-with-changes', 'disagree', 'abstain'];

/** What one person has said, or that the person has still to speak, or has withdrawn. */
export interface Speaker extends Standing {
  readonly person: string;
  /** Before attendance is on record, nobody is absent. */
  readonly unknown: boolean;
  readonly words: string | undefined;
}

export interface Discussion {
  /** In the order in which they speak: members as they were called, the head last. */
  readonly speakers: readonly Speaker[];
  /** Who might speak before the head, and has not. */
  readonly silent: readonly Speaker[];
  /** Those of them for whom the head waits: nobody, where silence counts as consent. */
  readonly waiting: readonly Speaker[];
  readonly headSpoke: boolean;
  readonly count: ReturnType<typeof countOf>;
}

/** @param history of the decision; only what was said on the text that is on the table counts */
export function discussionOf(meeting: OneMeeting, context: Context, history: readonly Told[]): Discussion {
  const { spoke, recused } = context.meeting;
  const { head, present } = meeting.state;
  const from = history.findLastIndex(({ type }) => type === 'TabledAtMeeting');
  const said = history.slice(from + 1);
  const lastOf = (person: string, type: string) =>
    said.findLast((one) => one.type === type && (one.onBehalf ?? one.actor) === person);
  // Whoever is heard late opens the discussion again, and the head speaks last again.
  const headsTurn = said.findLastIndex(({ type }) => type === 'HeadSpoke');
  const headSpoke = headsTurn > said.findLastIndex(({ type }) => type === 'MemberSpoke');
  const speakers = calledTo(meeting).map((person): Speaker => {
    const isHead = person === head;
    const speech = lastOf(person, isHead ? 'HeadSpoke' : 'MemberSpoke');
    const heard = isHead ? headSpoke : person in spoke;
    return {
      person,
      isHead,
      present: present.includes(person),
      unknown: meeting.state.attendanceRecorded === 0,
      recused: recused.includes(person),
      stance: heard ? ((speech?.payload['stance'] as Stance | undefined) ?? spoke[person]) : undefined,
      words: heard ? (speech?.payload['words'] as string | undefined) : undefined,
    };
  });
  const consents = valueOf(context, 'silenceIsConsent');
  const silent = speakers.filter(isSilent);
  return {
    speakers,
    silent,
    waiting: consents ? [] : silent,
    headSpoke,
    count: countOf(speakers, consents),
  };
}
