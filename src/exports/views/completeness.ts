import { assessmentsFor } from '../../../workflows/major-decision/assessments.js';
import type { Context } from '../../../workflows/major-decision/context.js';
import { meetingPapersFor } from '../../../workflows/major-decision/meeting-bundle.js';
import type { Text } from '../../../workflows/vocabulary.js';
import type {
  CompletenessShown,
  EventShown,
  PaperDue,
  PaperRef,
  PaperShown,
  RetentionShown,
  StepShown,
} from './decision-shown.js';
import { paperKind } from './lexicon.js';
import { refTo } from './papers.js';
import { exemptionWord, type Passed } from './steps.js';

interface Seen {
  readonly events: readonly EventShown[];
  readonly steps: readonly StepShown[];
  readonly passed: readonly Passed[];
  readonly papers: readonly PaperShown[];
  readonly retention?: RetentionShown | undefined;
}

/**
 * What the meeting bundle (article 29) and the archive (article 33) have to hold, and how it stands with each paper. Once
 * the bundle is submitted, or the file archived, what is not there is missing; before that it is not due yet.
 */
export function completenessOf(seen: Seen): CompletenessShown {
  const file = new File(seen);
  const submitted = file.last('MeetingBundleSubmitted');
  const archived = file.last('DecisionArchived');
  const bundle = bundleDue(file, submitted);
  const archive = ARCHIVE.map((due) => archiveDue(file, due, archived !== undefined));
  const fileNumber = archived?.said['fileNumber'];
  return {
    bundle,
    archive,
    ...(submitted && { submittedBy: refTo(submitted) }),
    ...(archived && {
      archivedBy: {
        ...refTo(archived),
        ...(typeof fileNumber === 'string' && { fileNumber }),
        ...(seen.retention && { retention: seen.retention }),
      },
    }),
    missing: [...bundle, ...archive].filter(({ is }) => is === 'missing').length,
  };
}

/** The file of the decision, as it is looked through for papers. */
class File {
  constructor(readonly seen: Seen) {}

  all(...types: readonly string[]): EventShown[] {
    return this.seen.events.filter(({ type }) => types.includes(type));
  }

  last(...types: readonly string[]): EventShown | undefined {
    return this.seen.events.findLast(({ type }) => types.includes(type));
  }

  /** What the procedure remembered when an act was done; without one, what it remembers now. */
  contextAt(event: EventShown | undefined): Context | undefined {
    const passed = this.seen.passed.find(({ seq }) => seq === event?.seq);
    return (passed?.before ?? this.seen.passed.at(-1)?.after)?.context as Context | undefined;
  }

  step(id: string): StepShown | undefined {
    return this.seen.steps.find((step) => step.id === id);
  }

  isGone({ sha256 }: PaperRef): boolean {
    return this.seen.papers.some((paper) => paper.sha256 === sha256 && paper.is === 'missing');
  }
}

const STEP_OF: Readonly<Record<string, string>> = {
  'public-input-report': 'public-input',
  'expert-report': 'expert-review',
  'risk-report': 'risk-assessment',
};
/** Article 29, in its order; the account of disagreement is article 13's. */
const BUNDLE = [
  ['draft-explanation', 'D713-029-a'],
  ['fair-competition-review', 'D713-029-b'],
  ['public-input-report', 'D713-029-c'],
  ['expert-report', 'D713-029-c'],
  ['risk-report', 'D713-029-a'],
  ['legality-opinion', 'D713-029-a'],
  ['disagreement-account', 'D713-013-b'],
] as const;

function bundleDue(file: File, submitted: EventShown | undefined): PaperDue[] {
  const context = file.contextAt(submitted);
  const asked = context?.draft ? meetingPapersFor(context) : BUNDLE.map(([kind]) => kind);
  const draft = draftOf(file, submitted);
  const others = context ? assessmentsFor(context).filter(({ kind }) => kind !== 'fair-competition') : [];
  return [
    there(
      {
        id: 'draft',
        title: { zh: '决策草案及附件', en: 'the draft and its annexes' },
        rules: ['D713-029-a'],
      },
      file,
      draft,
      draft?.papers,
    ),
    ...BUNDLE.map(([kind, rule]) =>
      paperDue(file, kind, [rule], { submitted, isAsked: asked.includes(kind) }),
    ),
    ...others.map(({ kind, title, rule }) => ({
      ...paperDue(file, `${kind}-result`, [rule], { submitted, isAsked: true }),
      title: { zh: `${title.zh}结论`, en: `result of ${title.en}` },
    })),
  ];
}

/** The edition that went to the meeting: the one of the bundle's digest. */
function draftOf(file: File, submitted: EventShown | undefined): EventShown | undefined {
  const drafts = file.all('DraftSubmitted');
  const digest = submitted?.said['bundleDigest'];
  return (
    drafts.findLast(({ said }) => digest === undefined || said['bundleDigest'] === digest) ?? drafts.at(-1)
  );
}

type Due = Pick<PaperDue, 'id' | 'title' | 'rules'>;

function paperDue(
  file: File,
  kind: string,
  rules: readonly string[],
  { submitted, isAsked }: { readonly submitted: EventShown | undefined; readonly isAsked: boolean },
): PaperDue {
  const due: Due = { id: kind, title: paperKind(kind), rules };
  const found = submitted?.papers.filter((paper) => paper.kind === kind) ?? [];
  if (found.length > 0) return there(due, file, submitted, found);
  const exemption = file.step(STEP_OF[kind] ?? '')?.exemption;
  if (exemption) return exempted(due, exemption);
  if (!isAsked)
    return { ...due, is: 'not-applicable', because: NOT_ASKED[kind] ?? NOT_ASKED_AT_ALL, papers: [] };
  return submitted
    ? { ...due, is: 'missing', papers: [], event: refTo(submitted) }
    : {
        ...due,
        is: 'not-yet',
        because: { zh: '尚未提交上会材料', en: 'the bundle is not submitted yet' },
        papers: [],
      };
}

const NOT_ASKED_AT_ALL: Text = { zh: '不适用', en: 'does not apply' };
const NOT_ASKED: Readonly<Record<string, Text>> = {
  'fair-competition-review': {
    zh: '草案载明不涉及市场主体经济活动',
    en: 'the draft says that it touches no economic activity of market players',
  },
  'disagreement-account': { zh: '有关单位没有未协商一致的意见', en: 'no unit is on record as disagreeing' },
};

function exempted(due: Due, exemption: NonNullable<StepShown['exemption']>): PaperDue {
  const because = exemptionWord(exemption);
  return {
    ...due,
    is: 'exempted',
    ...(because !== '' && { because: { zh: because, en: because } }),
    papers: [],
    event: exemption.event,
  };
}

/** There, unless the bytes of one of them are gone without a removal on record. */
function there(
  due: Due,
  file: File,
  event: EventShown | undefined,
  papers: readonly PaperRef[] = [],
): PaperDue {
  if (!event) return { ...due, is: 'not-yet', papers: [] };
  const gone = papers.some((paper) => file.isGone(paper));
  return {
    ...due,
    is: gone ? 'missing' : 'there',
    ...(gone && {
      because: { zh: '所列材料的内容已不在库中', en: 'a paper named is no longer in the store' },
    }),
    papers,
    event: refTo(event),
    ...(event.grade && { grade: event.grade }),
  };
}

interface ArchiveDue extends Due {
  readonly types: readonly string[];
  /** The step by whose exemption it falls away. */
  readonly step?: string;
  /** It is due only where something of it happened. */
  readonly onlyIfAny?: true;
  /** The act rests on a paper; others are their own record in the ledger. */
  readonly paper?: true;
  /** An act by which it lawfully falls away. */
  readonly exemptedBy?: string;
}

const ARTICLE_33 = 'D713-033-a';
/** The records of the procedure, in the order in which it makes them. */
const ARCHIVE: readonly ArchiveDue[] = [
  {
    id: 'proposal',
    title: { zh: '决策事项建议和认定', en: 'proposal and screening' },
    rules: ['D713-010-a'],
    types: ['DecisionProposed', 'MatterScreened'],
  },
  {
    id: 'start',
    title: { zh: '启动决定、承办单位', en: 'start, responsible units' },
    rules: ['D713-011-a'],
    types: ['ProcedureStarted'],
  },
  {
    id: 'drafts',
    title: { zh: '草案各稿', en: 'all editions of the draft' },
    rules: ['D713-012-a'],
    types: ['DraftSubmitted'],
    paper: true,
  },
  {
    id: 'units',
    title: { zh: '与有关单位协商记录', en: 'consultation of units' },
    rules: ['D713-013-a'],
    types: ['UnitsConsulted', 'UnitReplied'],
    onlyIfAny: true,
    paper: true,
  },
  {
    id: 'public-input',
    title: { zh: '公众参与记录、报告', en: 'records and report of public input' },
    rules: ['D713-014-a', 'D713-018-a'],
    types: [
      'ConsultationOpened',
      'ConsultationClosed',
      'RoundTableConvened',
      'PublicInputHeld',
      'PublicInputReported',
    ],
    step: 'public-input',
    paper: true,
  },
  {
    id: 'hearing',
    title: { zh: '听证公告、记录', en: 'notice and record of the hearing' },
    rules: ['D713-016-a', 'D713-017-b'],
    types: ['HearingAnnounced', 'HearingPapersDelivered', 'HearingHeld'],
    onlyIfAny: true,
    paper: true,
  },
  {
    id: 'experts',
    title: { zh: '专家论证意见、报告', en: 'opinions and report of the experts' },
    rules: ['D713-019-c', 'D713-019-b'],
    types: ['ExpertDeclared', 'ExpertReviewConcluded', 'ExpertOpinionGiven'],
    step: 'expert-review',
    paper: true,
  },
  {
    id: 'risk',
    title: { zh: '风险评估报告', en: 'the risk report' },
    rules: ['D713-022-a'],
    types: ['RiskAssessed'],
    step: 'risk-assessment',
    paper: true,
  },
  {
    id: 'legality',
    title: { zh: '送审材料、合法性审查意见', en: 'review bundle and legality opinion' },
    rules: ['D713-025-a', 'D713-028-a'],
    types: ['LegalityReviewRequested', 'LegalAdviceGiven', 'LegalityOpinionIssued'],
    paper: true,
  },
  {
    id: 'meeting',
    title: { zh: '会议记录、到会、发言', en: 'minutes, attendance, what was said' },
    rules: ['D713-030-a', 'D713-030-d'],
    types: ['AttendanceRecorded', 'MemberSpoke', 'HeadSpoke', 'MeetingClosed', 'MinutesIssued'],
    paper: true,
  },
  {
    id: 'outcome',
    title: { zh: '决定', en: 'the outcome' },
    rules: ['D713-030-e'],
    types: ['OutcomeDecided'],
  },
  {
    id: 'party',
    title: { zh: '请示报告党委、人大办理', en: "Party committee and People's Congress" },
    rules: ['D713-031-a', 'D713-008-a'],
    types: [
      'PartyCommitteeAsked',
      'PartyCommitteeAnswered',
      'CongressMatterFound',
      'CongressReported',
      'CongressResolved',
    ],
  },
  {
    id: 'issue',
    title: { zh: '印发的正式文本', en: 'the text as issued' },
    rules: ['D713-030-e'],
    types: ['DecisionIssued'],
    paper: true,
  },
  {
    id: 'publication',
    title: { zh: '公布', en: 'publication' },
    rules: ['D713-032-a'],
    types: ['DecisionPublished'],
    exemptedBy: 'PublicationWithheld',
  },
  {
    id: 'inventory',
    title: { zh: '归档目录', en: 'inventory of the file' },
    rules: [ARTICLE_33],
    types: ['DecisionArchived'],
    paper: true,
  },
];

function archiveDue(
  file: File,
  { types, step, onlyIfAny, paper, exemptedBy, ...rest }: ArchiveDue,
  isArchived: boolean,
): PaperDue {
  const due = { ...rest, rules: [ARTICLE_33, ...rest.rules.filter((rule) => rule !== ARTICLE_33)] };
  const events = file.all(...types);
  const last = events.at(-1);
  const papers = events.flatMap((event) => event.papers);
  if (last && (paper !== true || papers.length > 0)) {
    const best = events.findLast(({ grade }) => grade !== undefined) ?? last;
    return there(due, file, best, papers);
  }
  const exemption = step === undefined ? undefined : file.step(step)?.exemption;
  if (exemption) return exempted(due, exemption);
  const withheld = exemptedBy === undefined ? undefined : file.last(exemptedBy);
  if (withheld) {
    const { reason, legalBasis } = withheld.said;
    return exempted(due, {
      ...(typeof reason === 'string' && { reason }),
      ...(typeof legalBasis === 'string' && { legalBasis }),
      event: refTo(withheld),
    });
  }
  if (onlyIfAny && !last)
    return {
      ...due,
      is: 'not-applicable',
      because: { zh: '没有此项办理', en: 'there was none' },
      papers: [],
    };
  return { ...due, is: isArchived ? 'missing' : 'not-yet', papers: [], ...(last && { event: refTo(last) }) };
}
