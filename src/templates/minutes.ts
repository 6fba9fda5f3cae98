import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { dateWord } from '../exports/views/dates.js';
import type { EventShown } from '../exports/views/decision-shown.js';
import { MEETING_KINDS, STANCES } from '../../workflows/words.js';
import { blank, heading, paragraph, signed, table, title, witnessed, type Block } from './official.js';
import { listOf, nameOf, Record, textOf } from './told.js';

/** 会议记录: who was there, what each said in the order in which it was said, the head last, and what was decided (article 30). */
export function minutes(whole: Record, names: (id: string) => string): Block[] {
  const record = ofLastMeeting(whole);
  const { name, body, shown } = record;
  const convened = record.last('MeetingConvened');
  const kind = MEETING_KINDS[textOf(convened?.said['kind']) ?? '']?.zh ?? '会议';
  const opened = textOf(record.last('MeetingOpened')?.said['openedOn']);
  const planned = textOf(record.last('MeetingConvened', 'MeetingRescheduled')?.said['plannedOn']);
  const day = opened ?? planned;
  const attendance = record.last('AttendanceRecorded');
  const people = (ids: readonly string[], toFillIn: string) =>
    ids.length === 0 ? blank(toFillIn) : ids.map(names).join('、');
  return [
    title(`${body}${kind}记录`),
    table(
      [
        ['会议时间', day === undefined ? blank('年月日') : dateWord(day)],
        ['会议地点', blank('地点')],
        ['主持人', people([textOf(convened?.said['head']) ?? ''].filter(Boolean), '主持人')],
        ['出席', people(listOf(attendance?.said['present']), '到会的会议组成人员')],
        ['列席', people(listOf(attendance?.said['inAttendance']), '列席人员，没有的写“无”')],
        ['缺席', absent(convened, attendance, names)],
        ['记录人', blank('记录人')],
        ['议题', `审议《${name}》`],
      ],
      [20, 80],
    ),
    heading('一、汇报'),
    paragraph(blank('承办单位汇报人及主要内容')),
    heading('二、合法性审查'),
    paragraph(whole.last('LegalityOpinionIssued')?.sentence.zh ?? blank('合法性审查机构汇报的审查意见')),
    heading('三、发表意见'),
    ...speeches(record),
    heading('四、议定事项'),
    ...decided(record),
    paragraph('会议组成人员的意见均如实记录，不同意见已载明。'),
    table(
      [
        ['行政首长签字', ''],
        ['记录人签字', ''],
      ],
      [30, 70],
    ),
    ...signed(body, day === undefined ? blank('日期') : dateWord(day)),
    ...witnessed(shown.checkpoint),
  ];
}

/** What was said and decided since it was last tabled, and the acts of that meeting: of a matter put off, not the first one's. */
function ofLastMeeting({ shown }: Record): Record {
  const tabled = shown.events.findLast(({ type }) => type === 'TabledAtMeeting');
  const meeting = `meeting/${textOf(tabled?.said['meeting']) ?? ''}`;
  const events = shown.events.filter(({ kind, subject, seq }) =>
    kind === 'meeting' ? subject === meeting : tabled !== undefined && seq > tabled.seq,
  );
  return new Record({ ...shown, events });
}

function absent(
  convened: EventShown | undefined,
  attendance: EventShown | undefined,
  names: (id: string) => string,
): string {
  if (!convened || !attendance) return blank('缺席人员及原因，没有的写“无”');
  const present = listOf(attendance.said['present']);
  const gone = listOf(convened.said['members']).filter((id) => !present.includes(id));
  const told = gone.map((id) => `${names(id)}（${reasonOf(attendance, id) ?? blank('原因')}）`);
  return told.length === 0 ? '无' : told.join('、');
}

/** Why somebody who was called did not come, as it was recorded. */
function reasonOf(attendance: EventShown, person: string): string | undefined {
  const told = attendance.said['absent'];
  const one = Array.isArray(told) ? told.find((each) => isOf(person, each)) : undefined;
  return textOf((one as JsonObject | undefined)?.['reason']);
}

const isOf = (person: string, absence: Json): boolean =>
  typeof absence === 'object' && absence !== null && !Array.isArray(absence) && absence['person'] === person;

function speeches(record: Record): Block[] {
  const told = record.all('MemberRecused', 'MemberSpoke', 'HeadSpoke', 'RiskJudged');
  if (told.length === 0) return [paragraph(blank('会议组成人员逐一发表的意见，行政首长最后'))];
  return told.map((event) => {
    const words = textOf(event.said['words']);
    if (words === undefined) return paragraph(event.sentence.zh);
    const stance = STANCES[textOf(event.said['stance']) ?? '']?.zh ?? '';
    const post = event.by.post === undefined ? '' : `（${event.by.post}）`;
    return paragraph(`${nameOf(event.by)}${post}：${stance}。${words}`);
  });
}

function decided(record: Record): Block[] {
  const outcome = record.last('OutcomeDecided');
  if (!outcome) return [paragraph(blank('行政首长在集体讨论基础上作出的决定'))];
  const against = textOf(outcome.said['reasonsAgainstMajority']);
  return [
    paragraph(outcome.sentence.zh),
    ...(against === undefined
      ? []
      : [paragraph(`拟作出的决定与会议组成人员多数人的意见不一致，理由：${against}`)]),
  ];
}
