/** What the law, and we, ask of a meeting before it can carry a collective decision. */
import {
  aboutPayload,
  countedFrom,
  met,
  personNamed,
  unmet,
  type Grant,
  type Requirement,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import { meetingActs, type Attended, type Convened, type Meeting, type Opened } from './meeting.js';

const ofBody = (grants: readonly Grant[] | undefined, body: string) =>
  (grants ?? []).filter((grant) => grant.body === body);

const headOfTheBody = aboutPayload<Convened, Meeting>({
  id: 'head-of-the-body',
  rules: ['D713-030-b', 'D713-030-e'],
  strength: 'binding',
  title: { zh: '由本机关行政首长主持', en: "The body's chief executive presides" },
  fields: ['head', 'actingBy'],
  test: (_, { payload, facts }) => {
    const grants = ofBody(facts.persons?.[payload.head]?.grants, payload.body);
    const acting = payload.actingBy !== undefined && grants.length > 0;
    if (acting || grants.some(({ role }) => role === 'head')) return met;
    return unmet({
      found: {
        zh: grants.length > 0 ? '此人不是本机关行政首长，也没有代行职务的文件' : '此人在本机关没有任何角色',
        en:
          grants.length > 0
            ? "not this body's chief executive, and no document names an acting one"
            : 'this person holds no role in this body',
      },
      needed: {
        zh: '本机关行政首长，或由文件指定代行职务的本机关人员',
        en: "this body's chief executive, or somebody of this body whom a document names as acting",
      },
      remedy: {
        zh: '请列明行政首长；代行职务的，附指定其代行职务的文件。',
        en: 'Name the chief executive; for an acting one, add the document that names this person.',
      },
      whoCanSupply: ['secretary', 'office'],
    });
  },
});

/** Otherwise a misspelt id would wait for ever to speak before the head may. */
const membersOfTheBody = aboutPayload<Convened, Meeting>({
  id: 'members-of-the-body',
  rules: [],
  strength: 'house',
  title: { zh: '组成人员均为本机关的会议组成人员', en: 'Every member of the meeting is one of this body' },
  fields: ['members'],
  test: (_, { payload, facts }) => {
    const strangers = payload.members.filter(
      (member) =>
        !ofBody(facts.persons?.[member]?.grants, payload.body).some(
          ({ role }) => role === 'member' || role === 'head',
        ),
    );
    if (strangers.length === 0) return met;
    return unmet({
      found: {
        zh: `不是本机关会议组成人员：${strangers.map(personNamed).join('、')}`,
        en: `not members of this body's meetings: ${strangers.map(personNamed).join(', ')}`,
      },
      needed: { zh: '在本机关具有会议组成人员角色', en: 'the role of member in this body' },
      remedy: {
        zh: '请核对名单，或由管理员先授予角色。',
        en: 'Check the list, or have the role granted by an administrator first.',
      },
      whoCanSupply: ['administrator'],
    });
  },
});

const openedOnItsOwnDay = aboutPayload<Opened, Meeting>({
  id: 'opened-on-its-own-day',
  rules: ['ARCH-DATE'],
  strength: 'house',
  title: { zh: '开会日期即记录或佐证的日期', en: 'Opened on the day that is recorded or evidenced' },
  fields: ['openedOn'],
  test: (_, act) => {
    const day = countedFrom(act);
    if (act.payload.openedOn === day) return met;
    return unmet({
      found: {
        zh: `填写 ${act.payload.openedOn}，${act.evidenced ? '佐证' : '记录'}日期 ${day}`,
        en: `says ${act.payload.openedOn}, ${act.evidenced ? 'evidenced' : 'recorded'} on ${day}`,
      },
      needed: { zh: `${day}`, en: day },
      remedy: {
        zh: '会议在其他日期举行的，附注明当日日期的佐证材料，并由第二人核对。',
        en: 'If it was held on another day, add a dated source checked by a second person.',
      },
      earliestOn: day,
      whoCanSupply: ['secretary', 'office'],
    });
  },
});

const presentAreOfTheMeeting = aboutPayload<Attended, Meeting>({
  id: 'present-are-of-the-meeting',
  rules: [],
  strength: 'house',
  title: { zh: '到会人员为会议组成人员', en: 'Those present belong to this meeting' },
  fields: ['present'],
  test: ({ head, members }, { payload }) => {
    const others = payload.present.filter((person) => person !== head && !members.includes(person));
    if (others.length === 0) return met;
    return unmet({
      found: {
        zh: `不在名单上：${others.map(personNamed).join('、')}`,
        en: `not on the list: ${others.map(personNamed).join(', ')}`,
      },
      needed: { zh: '召集时列明的组成人员和行政首长', en: 'the members and the head named when convening' },
      remedy: {
        zh: '列席人员记入会议纪要，不计入到会组成人员。',
        en: 'Guests stand in the minutes, not in the attendance of members.',
      },
      whoCanSupply: ['secretary', 'office'],
    });
  },
});

const absentWereCalled = aboutPayload<Attended, Meeting>({
  id: 'absent-were-called',
  rules: [],
  strength: 'house',
  title: { zh: '请假人员为未到会的会议组成人员', en: 'Those excused were called and did not come' },
  fields: ['absent'],
  test: ({ head, members }, { payload: { present, absent = [] } }) => {
    const excused = absent.map(({ person }) => person);
    const wrong = excused.filter(
      (person, at) =>
        (person !== head && !members.includes(person)) ||
        present.includes(person) ||
        excused.indexOf(person) !== at,
    );
    if (wrong.length === 0) return met;
    return unmet({
      found: {
        zh: `已到会、不在名单上或者重复填写：${wrong.map(personNamed).join('、')}`,
        en: `present, not on the list, or named twice: ${wrong.map(personNamed).join(', ')}`,
      },
      needed: {
        zh: '召集时列明而未到会的人员，每人一次',
        en: 'those named when convening who did not come, each once',
      },
      remedy: { zh: '核对到会和请假人员。', en: 'Check who came and who was excused.' },
      whoCanSupply: ['secretary', 'office'],
    });
  },
});

const ATTENDANCE = quoted(meetingActs.AttendanceRecorded.title);

const attendanceBeforeClosing: Requirement<Meeting> = {
  id: 'attendance-before-closing',
  rules: [],
  strength: 'house',
  title: { zh: '散会前已记录到会人员', en: 'Attendance is recorded before the meeting closes' },
  test: ({ attendanceRecorded }) =>
    attendanceRecorded > 0
      ? met
      : unmet({
          found: { zh: '没有到会记录', en: 'no attendance recorded' },
          needed: { zh: '到会人员名单', en: 'who was present' },
          remedy: {
            zh: `先办理${ATTENDANCE.zh}。`,
            en: `Add ${ATTENDANCE.en} first.`,
          },
          whoCanSupply: ['secretary', 'office'],
        }),
};

export const meetingRequirements: readonly Requirement<Meeting>[] = [
  headOfTheBody,
  membersOfTheBody,
  openedOnItsOwnDay,
  presentAreOfTheMeeting,
  absentWereCalled,
  attendanceBeforeClosing,
];
