import type { LocalDate } from '../workflows/vocabulary.js';
import type { Json } from '../src/canonical/canonical-json.js';
import type { Level } from '../src/jurisdictions/levels.js';
import type { Where } from '../src/jurisdictions/rule-sets.js';
import { BODY } from './cast.js';
import { MatterDecided } from './matter-decided.js';
import { NO_TOUCHES, type Change } from './matter-in-steps.js';
import { paper, type How } from './story.js';

export const MEMBERS = ['deputy', 'warden', 'treasurer'];

/** A matter from the legality review on: reviewed, discussed, decided, issued. */
class Matter extends MatterDecided {
  /** The edition that was sent to the legality review. */
  reviewed = this.bundle;
  meeting = 'meeting-1';

  requestsReview(change: Change = {}, how: How = {}): this {
    const bundle = {
      bundleDigest: this.bundle,
      papers: [paper('legal-basis'), paper('procedure-account')],
    };
    this.does('LegalityReviewRequested', bundle, change, how);
    this.reviewed = this.bundle;
    return this;
  }

  returnsReviewBundle(how: How = {}): this {
    return this.does(
      'LegalityBundleReturned',
      { missing: ['legal-basis'], reason: '依据不全' },
      {},
      { by: 'reviewer', ...how },
    );
  }

  extendsReview(workingDays: number, how: How = {}): this {
    return this.does(
      'LegalityReviewExtended',
      { workingDays, reason: '事项复杂' },
      {},
      { by: 'reviewer', ...how },
    );
  }

  advises(change: Change = {}, how: How = {}): this {
    const advice = { bundleDigest: this.reviewed, position: 'lawful', opinion: paper('legal-advice') };
    return this.does('LegalAdviceGiven', advice, change, how);
  }

  givesOpinion(outcome = 'lawful', change: Change = {}, how: How = {}): this {
    const answers = {
      lawful: ['conforms', 'conforms', 'conforms'],
      'lawful-with-changes': ['conforms', 'conforms', 'does-not-conform'],
      'step-missing': ['conforms', 'does-not-conform', 'conforms'],
      unlawful: ['does-not-conform', 'conforms', 'conforms'],
      exploratory: ['conforms', 'conforms', 'unregulated'],
    }[outcome];
    const [power = 'conforms', procedure = 'conforms', content = 'conforms'] = answers ?? [];
    const said: Change = { power, procedure, content, ...change };
    const opinion = {
      outcome,
      bundleDigest: this.reviewed,
      power,
      procedure,
      content,
      ...(said['power'] !== 'conforms' && { powerBecause: '超出乡镇的法定权限' }),
      ...(said['procedure'] !== 'conforms' && { procedureBecause: '应当履行的程序没有履行' }),
      ...(said['content'] !== 'conforms' && { contentBecause: '与上位法的规定不一致' }),
      exemptionsReviewed: [],
      opinion: paper('legality-opinion'),
    };
    return this.does('LegalityOpinionIssued', opinion, change, { by: 'reviewer', ...how });
  }

  confirms(change: Change = {}, how: How = {}): this {
    const conformity = { from: this.reviewed, to: this.bundle, kind: 'editorial', remark: '仅文字修改' };
    return this.does('ConformityConfirmed', conformity, change, { by: 'reviewer', ...how });
  }

  denies(change: Change = {}, how: How = {}): this {
    const denial = { from: this.reviewed, to: this.bundle, remark: '实质变动' };
    return this.does('ConformityDenied', denial, change, { by: 'reviewer', ...how });
  }

  submitsMeetingBundle(change: Change = {}, how: How = {}, more: readonly string[] = []): this {
    const kinds = [
      'legality-opinion',
      'draft-explanation',
      'public-input-report',
      'expert-report',
      'risk-report',
      'fair-competition-review',
    ];
    const bundle = {
      bundleDigest: this.bundle,
      papers: [...kinds, 'disagreement-account', ...more].map((kind) => paper(kind)),
    };
    return this.does('MeetingBundleSubmitted', bundle, change, how);
  }

  returnsMeetingBundle(how: How = {}): this {
    return this.does('MeetingBundleReturned', { reason: '缺说明' }, {}, how);
  }

  convenes(plannedOn: LocalDate, kind = this.ruleSet.parameters.decidingMeetings[0] ?? ''): this {
    this.meeting = `meeting-${this.meetings.size + 1}`;
    this.meetings.set(this.meeting, {
      meeting: this.meeting,
      position: 0,
      body: BODY,
      kind,
      status: 'convened',
      plannedOn,
      openedOn: null,
      head: 'head',
      members: ['head', ...MEMBERS],
      present: [],
      agenda: ['decision/story'],
    });
    return this;
  }

  /** The meeting opens today, with these people. */
  opens(present: readonly string[] = ['head', ...MEMBERS]): this {
    return this.meetingIs({ status: 'open', openedOn: this.today, present });
  }

  closes(): this {
    return this.meetingIs({ status: 'closed' });
  }

  private meetingIs(change: Readonly<Record<string, unknown>>): this {
    const meeting = this.meetings.get(this.meeting);
    if (!meeting) throw new Error('no meeting was convened');
    this.meetings.set(this.meeting, { ...meeting, ...change, position: meeting.position + 1 });
    return this;
  }

  tables(change: Change = {}, how: How = {}): this {
    return this.does('TabledAtMeeting', { meeting: this.meeting, bundleDigest: this.bundle }, change, how);
  }

  recuses(member: string, how: How = {}): this {
    return this.does('MemberRecused', { reason: '亲属承包' }, {}, { by: member, role: 'member', ...how });
  }

  speaks(member: string, stance = 'agree', how: How = {}): this {
    return this.does('MemberSpoke', { stance, words: '意见' }, {}, { by: member, ...how });
  }

  headSpeaks(stance = 'agree', how: How = {}): this {
    return this.does('HeadSpoke', { stance, words: '综合大家意见' }, {}, { by: 'head', ...how });
  }

  judgesRisk(controllable: boolean, how: How = {}): this {
    return this.does('RiskJudged', { controllable, grounds: '措施到位' }, {}, { by: 'head', ...how });
  }

  decides(outcome = 'passed', change: Change = {}, how: How = {}): this {
    const decision = { outcome, bundleDigest: this.bundle };
    return this.does('OutcomeDecided', decision, change, { by: 'head', ...how });
  }

  confirmsDissent(member: string, how: How = {}): this {
    return this.does(
      'DissentConfirmed',
      { confirmed: true, words: '本人不同意' },
      {},
      { by: member, ...how },
    );
  }

  retables(how: How = {}): this {
    return this.does('DecisionRetabled', { reason: '条件具备' }, {}, how);
  }

  lapses(how: How = {}): this {
    return this.does('DecisionLapsed', {}, {}, { by: 'timekeeper', ...how });
  }

  recordsIrregularity(change: Change = {}, how: How = {}): this {
    const irregularity = {
      rule: 'D713-030-b',
      happenedOn: this.today,
      what: '首长先发言',
      who: '镇长',
      source: paper('minutes'),
    };
    return this.does('IrregularityRecorded', irregularity, change, how);
  }

  takesInPriorAct(change: Change = {}, how: How = {}): this {
    const act = { what: '启动前的座谈', who: '镇长', happenedOn: this.today, record: paper('old-minutes') };
    return this.does('PriorActTakenIn', act, change, how);
  }

  corrects(change: Change = {}, how: How = {}): this {
    const correction = {
      event: 0,
      field: '/proposedBy',
      value: 'leader',
      source: paper('source'),
      checkedBy: 'clerk',
      reopens: 'none',
    };
    return this.does('RecordCorrected', correction, change, { by: 'proposer', ...how });
  }

  passesDeadline(deadline: string, on: LocalDate, how: How = {}): this {
    return this.does('DeadlinePassed', { deadline, on }, {}, { by: 'timekeeper', ...how });
  }

  departs(requirement: string, how: How = {}): this {
    return this.does('DepartureRecorded', { requirement, reason: '本镇工作规则另有规定' }, {}, how);
  }

  adoptsCalendar(sha256: string, how: How = {}): this {
    return this.does('CalendarAdopted', { calendar: sha256, reason: '国办通知' }, {}, how);
  }

  auditFinds(how: How = {}): this {
    return this.does('AuditFindingRecorded', { about: '公众参与', finding: '记录完整' }, {}, how);
  }

  terminates(how: How = {}): this {
    return this.does('ProcedureTerminated', { reason: '不再需要' }, {}, how);
  }
}

/** How far a story has come when a test begins: by a round table, in time for the plan. */
export class Township extends Matter {
  started(): this {
    return this.proposes().screens().studies().starts();
  }

  drafted(touches: Partial<Record<keyof typeof NO_TOUCHES, Json>> = {}): this {
    return this.started().touching(touches);
  }

  /** Every one of the three steps done, none exempted. */
  withSteps(): this {
    this.on('2025-04-10').holdsRoundTable({ groupsHeard: true }).reportsInput();
    this.finds('expert-review', true).invites().declares().opines().concludesExperts();
    return this.finds('risk-assessment', true).assessesRisk();
  }

  /** Public input by a round table; neither expert review nor risk assessment applies. */
  withFindings(): this {
    this.on('2025-04-10').holdsRoundTable({ groupsHeard: true }).reportsInput();
    return this.finds('expert-review', false).finds('risk-assessment', false);
  }

  underReview(): this {
    return this.drafted().withSteps().on('2025-04-14').requestsReview().advises();
  }

  cleared(): this {
    return this.underReview().on('2025-04-18').givesOpinion();
  }

  tabled(): this {
    return this.cleared().on('2025-04-21').submitsMeetingBundle().convenes('2025-04-24').tables();
  }

  inMeeting(): this {
    return this.tabled().on('2025-04-24').opens();
  }

  discussed(stance = 'agree'): this {
    this.inMeeting().judgesRisk(true);
    for (const member of MEMBERS) this.speaks(member, stance);
    return this.headSpeaks();
  }

  adopted(): this {
    return this.discussed().decides();
  }

  /** Adopted, the Party committee told, no matter of the Congress, issued. */
  issued(): this {
    return this.adopted().asksParty('report').findsCongress('none').issues();
  }

  /** Issued, and somebody carries it out. */
  underExecution(): this {
    return this.issued().assignsExecution();
  }
}

export const township = (where: Where = {}): Township => new Township('township', where);
export const county = (level: Level = 'county'): Township => new Township(level);
