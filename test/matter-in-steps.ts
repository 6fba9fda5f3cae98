import type { LocalDate } from '../workflows/vocabulary.js';
import type { Json, JsonObject } from '../src/canonical/canonical-json.js';
import { sha256Hex } from '../src/canonical/digest.js';
import { BODY, UNITS } from './cast.js';
import { paper, Story, type How } from './story.js';

export type Change = Readonly<Record<string, Json | undefined>>;

export const NO_TOUCHES = {
  specificGroups: false,
  marketPlayers: false,
  money: false,
  land: false,
  wideConcern: false,
  units: [],
  hearingRequiredBy: null,
};

/** A matter from its proposal to the end of the three steps, told in the words of the trade. */
export class MatterInSteps extends Story {
  /** The present edition: its number, its bundle, and the digest that names it. */
  edition = 0;
  bundle = sha256Hex('nothing yet');

  protected does(type: string, payload: JsonObject, change: Change, how: How): this {
    const told = Object.entries({ ...payload, ...change }).filter(([, value]) => value !== undefined);
    return this.records(type, Object.fromEntries(told) as JsonObject, how);
  }

  proposes(change: Change = {}, how: How = {}): this {
    const proposal = {
      title: '2025年垟庄村杜鹃花节',
      body: BODY,
      proposedBy: 'department',
      problem: '乡村旅游旺季短',
      reasonsAndBasis: '仙居县推进全域旅游高质量发展实施意见',
      outline: '四月举办，为期十天',
      necessity: '延长旅游旺季',
      feasibility: '场地、人员已有保障',
      holdsStateSecret: false,
    };
    return this.does('DecisionProposed', proposal, change, how);
  }

  screens(change: Change = {}, how: How = {}): this {
    const screening = { result: 'major', kind: 'other-major', reason: '列入年度目录' };
    return this.does('MatterScreened', screening, change, how);
  }

  reportsEmergency(how: How = {}): this {
    return this.does('EmergencyReported', { report: paper('emergency-report'), words: '已处置' }, {}, how);
  }

  assignsStudy(unit: string = UNITS.lead, how: How = {}): this {
    return this.does('StudyAssigned', { unit }, {}, how);
  }

  studies(change: Change = {}, how: How = {}): this {
    return this.does('ProposalStudied', { necessity: '必要', feasibility: '可行' }, change, how);
  }

  withdraws(how: How = {}): this {
    return this.does('ProposalWithdrawn', { reason: '并入明年' }, {}, how);
  }

  declines(how: How = {}): this {
    return this.does('ProposalDeclined', { reason: '时机不成熟' }, {}, how);
  }

  starts(change: Change = {}, how: How = {}): this {
    const start = {
      leadUnit: UNITS.lead,
      units: [UNITS.lead, UNITS.helping],
      plannedMeeting: { notBefore: '2025-04-01', notAfter: '2025-04-30' },
    };
    return this.does('ProcedureStarted', start, change, how);
  }

  reassigns(change: Change = {}, how: How = {}): this {
    const units = { leadUnit: UNITS.helping, units: [UNITS.helping], reason: '职责调整' };
    return this.does('UnitReassigned', units, change, { by: 'head', ...how });
  }

  mergesInto(into: string, how: How = {}): this {
    return this.does('DecisionsMerged', { into, reason: '内容相近' }, {}, how);
  }

  splitsInto(into: readonly string[], how: How = {}): this {
    return this.does('DecisionSplit', { into: [...into], reason: '分步实施' }, {}, how);
  }

  drafts(change: Change = {}, how: How = {}): this {
    const words = `第${this.edition + 1}版 ${JSON.stringify(change)}`;
    const draft = {
      edition: this.edition + 1,
      bundle: [
        {
          role: 'draft',
          name: '草案.pdf',
          mediaType: 'application/pdf',
          size: words.length,
          sha256: sha256Hex(words),
        },
      ],
      drafters: ['colleague'],
      applicableLaw: ['重大行政决策程序暂行条例'],
      touches: NO_TOUCHES,
    };
    this.does('DraftSubmitted', draft, change, how);
    this.edition += 1;
    this.bundle = String(this.history.at(-1)?.data.payload['bundleDigest']);
    return this;
  }

  touching(
    touches: Partial<Record<keyof typeof NO_TOUCHES, Json>>,
    change: Change = {},
    how: How = {},
  ): this {
    return this.drafts({ touches: { ...NO_TOUCHES, ...touches }, ...change }, how);
  }

  consultsUnits(change: Change = {}, how: How = {}): this {
    return this.does(
      'UnitsConsulted',
      { units: [UNITS.police], agreed: true, record: paper('record') },
      change,
      how,
    );
  }

  unitReplies(agrees: boolean, how: How = {}): this {
    const reply = { unit: UNITS.police, agrees, words: '意见', reply: paper('unit-reply') };
    return this.does('UnitReplied', reply, {}, how);
  }

  opensCall(change: Change = {}, how: How = {}): this {
    const notice = {
      consultation: 'call-1',
      deadline: '2025-04-27',
      bundleDigest: this.bundle,
      explanation: paper('explanation'),
      channels: ['website', 'notice-board'],
      howToComment: '来信、来电、网上留言',
    };
    this.does('ConsultationOpened', notice, change, how);
    const id = String(this.history.at(-1)?.data.payload['consultation']);
    return this.hasComments(id, 0);
  }

  /** Comments that came in on a call, and how many of them have a disposition. */
  hasComments(consultation: string, received: number, disposed = received): this {
    this.consultations.set(consultation, {
      consultation,
      position: received,
      received,
      disposed,
      adopted: disposed,
      partly: 0,
      notAdopted: 0,
      commentsRoot: sha256Hex(`${received}`),
      dispositionsRoot: sha256Hex(`${disposed}`),
    });
    return this;
  }

  closesCall(change: Change = {}, how: How = {}): this {
    return this.does('ConsultationClosed', { consultation: 'call-1' }, change, how);
  }

  convenesRoundTable(plannedOn: LocalDate, how: How = {}): this {
    return this.does('RoundTableConvened', { plannedOn, papers: [paper('draft-explanation')] }, {}, how);
  }

  holdsRoundTable(change: Change = {}, how: How = {}): this {
    const held = {
      mode: 'round-table',
      heldOn: this.today,
      participants: [{ kind: 'residents', count: 12 }],
      groupsHeard: false,
      signedSheet: paper('signed-sheet'),
      summary: '村民赞成，建议增设停车场',
    };
    return this.does('PublicInputHeld', held, change, how);
  }

  announcesHearing(hearingOn: LocalDate, change: Change = {}, how: How = {}): this {
    const notice = {
      hearingOn,
      place: '文化礼堂',
      explanation: paper('explanation'),
      papers: [paper('hearing-papers')],
      participants: 9,
      participantsSelected: true,
      selectionMethodPublished: true,
      everySideRepresented: true,
      listPublished: true,
    };
    return this.does('HearingAnnounced', notice, change, how);
  }

  deliversHearingPapers(change: Change = {}, how: How = {}): this {
    const delivered = { papers: [paper('hearing-papers')], listPublished: true };
    return this.does('HearingPapersDelivered', delivered, change, how);
  }

  holdsHearing(change: Change = {}, how: How = {}): this {
    const hearing = {
      heldOn: this.today,
      inPublic: true,
      presented: true,
      debated: true,
      confirmedAndSigned: true,
      attended: 9,
      objecting: 1,
      moderator: 'clerk',
      groupsHeard: true,
      record: paper('hearing-record'),
    };
    return this.does('HearingHeld', hearing, change, how);
  }

  reportsInput(change: Change = {}, how: How = {}): this {
    const counts = { received: 12, adopted: 10, partly: 1, notAdopted: 1 };
    return this.does('PublicInputReported', { ...counts, report: paper('public-input-report') }, change, how);
  }

  finds(step: string, required: boolean, change: Change = {}, how: How = {}): this {
    const finding = {
      step,
      required,
      reason: '经研究认定',
      legalBasis: required ? undefined : '条例相应条款',
    };
    return this.does('StepFindingRecorded', {}, { ...finding, ...change }, how);
  }

  invites(expert = 'professor', how: How = {}, change: Change = {}): this {
    return this.does('ExpertInvited', { expert, field: '旅游规划' }, change, how);
  }

  declares(expert = 'professor', directInterest = false, how: How = {}): this {
    const declaration = { directInterest, independent: true, keepsConfidence: true };
    return this.does('ExpertDeclared', declaration, {}, { by: expert, ...how });
  }

  opines(expert = 'professor', change: Change = {}, how: How = {}): this {
    const opinion = {
      bundleDigest: this.bundle,
      verdict: 'support',
      necessity: true,
      feasibility: true,
      soundness: true,
      signed: true,
      opinion: paper('expert-opinion', expert),
    };
    return this.does('ExpertOpinionGiven', opinion, change, { by: expert, ...how });
  }

  concludesExperts(change: Change = {}, how: How = {}): this {
    const report = { report: paper('expert-report'), adopted: 1, notAdopted: 0, account: '已采纳' };
    return this.does('ExpertReviewConcluded', report, change, how);
  }

  assessesRisk(change: Change = {}, how: How = {}): this {
    const assessment = {
      bundleDigest: this.bundle,
      level: 'medium',
      riskPoints: 3,
      measures: [{ measure: '增设临时停车场', owner: UNITS.police, by: '2025-06-30' }],
      responsePlan: true,
      departmentsHeard: [UNITS.police],
      report: paper('risk-report'),
    };
    return this.does('RiskAssessed', assessment, change, how);
  }

  beginsAssessment(kind: string, how: How = {}): this {
    return this.does('AssessmentBegun', { kind, document: paper('pre-announcement') }, {}, how);
  }

  recordsAssessment(kind: string, change: Change = {}, how: How = {}): this {
    return this.does('AssessmentRecorded', { kind, passed: true, report: paper('assessment') }, change, how);
  }
}
