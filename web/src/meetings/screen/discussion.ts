import type { Stance } from '../../../../workflows/major-decision/context';
import { calledTo } from '../attendance';
import type { Context, OneMeeting, Told } from '../meetings';

export const STANCES: readonly Stance[] = ['agree', 'agree-with-changes', 'disagree', 'abstain'];

/** What one person has said, or that the person has still to speak, or has withdrawn. */
export interface Speaker {
  readonly person: string;
  readonly isHead: boolean;
  readonly present: boolean;
  /** Before attendance is on record, nobody is absent. */
  readonly unknown: boolean;
  readonly recused: boolean;
  readonly stance: Stance | undefined;
  readonly words: string | undefined;
}

export interface Discussion {
  /** In the order in which they speak: members as they were called, the head last. */
  readonly speakers: readonly Speaker[];
  /** Present, not recused, not the head, and not heard yet. */
  readonly waiting: readonly Speaker[];
  readonly headSpoke: boolean;
  readonly count: Count;
}

export interface Count {
  readonly spoke: number;
  readonly agree: number;
  readonly changes: number;
  readonly against: number;
  readonly abstain: number;
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
  const waiting = speakers.filter((one) => one.present && !one.recused && !one.isHead && !one.stance);
  return { speakers, waiting, headSpoke, count: countOf(speakers) };
}

function countOf(speakers: readonly Speaker[]): Count {
  const heard = speakers.filter((one) => !one.isHead && !one.recused && one.stance);
  const of = (stance: Stance) => heard.filter((one) => one.stance === stance).length;
  return {
    spoke: heard.length,
    agree: of('agree'),
    changes: of('agree-with-changes'),
    against: of('disagree'),
    abstain: of('abstain'),
  };
}

/** Which way more than half of the members went. */
export function majorityOf({ spoke, agree, changes, against }: Count): 'for' | 'against' | 'none' {
  if (against * 2 > spoke) return 'against';
  return (agree + changes) * 2 > spoke ? 'for' : 'none';
}

/** Whether the reasons will be asked for: said beforehand here, and judged by the procedure when it is recorded. */
export function departs(count: Count, outcome: string): boolean {
  const adopts = outcome === 'passed' || outcome === 'passed-with-edits';
  const majority = majorityOf(count);
  if (majority === 'none') return false;
  if (majority === 'against') return adopts;
  return !adopts && !(outcome === 'substantive-change' && count.changes > 0);
}
