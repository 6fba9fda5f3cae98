import { UNITS } from './cast.js';
import { MatterInSteps, type Change } from './matter-in-steps.js';
import { paper, type How } from './story.js';

/** What a matter goes through once it is decided: before issue, issue, publication, execution, evaluation. */
export class MatterDecided extends MatterInSteps {
  asksParty(kind = 'request', how: How = {}): this {
    return this.does('PartyCommitteeAsked', { kind, reason: '按规定' }, {}, how);
  }

  partyAnswers(answer = 'agreed', how: How = {}): this {
    return this.does('PartyCommitteeAnswered', { answer, document: paper('party-answer') }, {}, how);
  }

  findsCongress(matter = 'none', how: How = {}): this {
    return this.does('CongressMatterFound', { matter, reason: '经核对' }, {}, how);
  }

  tellsCongress(how: How = {}): this {
    return this.does('CongressReported', { document: paper('congress-report') }, {}, how);
  }

  congressResolves(approved = true, how: How = {}): this {
    return this.does('CongressResolved', { approved, document: paper('resolution') }, {}, how);
  }

  /** Another body of a joint decision has met. */
  decidesJointly(body: string, change: Change = {}, how: How = {}): this {
    const decision = {
      body,
      meeting: `meeting-of-${body}`,
      outcome: 'passed',
      bundleDigest: this.bundle,
      minutes: paper('joint-minutes'),
    };
    return this.does('JointBodyDecided', decision, change, how);
  }

  issuesMinutes(how: How = {}): this {
    return this.does('MinutesIssued', { minutes: paper('minutes') }, {}, { by: 'head', ...how });
  }

  issues(change: Change = {}, how: How = {}): this {
    const issue = {
      number: '横政发〔2025〕7号',
      signer: 'head',
      sealed: true,
      bundleDigest: this.bundle,
      finalEdition: paper('final-edition'),
    };
    return this.does('DecisionIssued', issue, change, { by: 'head', ...how });
  }

  publishes(change: Change = {}, how: How = {}): this {
    const publication = {
      channels: ['website'],
      explainsAdoption: true,
      explanation: '采纳增设停车场的建议',
      reviewedBy: 'clerk',
    };
    return this.does('DecisionPublished', publication, change, how);
  }

  withholds(change: Change = {}, how: How = {}): this {
    const withheld = { basis: 'public-security', legalBasis: '政府信息公开条例第十四条', reason: '依法' };
    return this.does('PublicationWithheld', withheld, change, how);
  }

  archives(change: Change = {}, how: How = {}): this {
    const file = { fileNumber: '2025-001', inventory: paper('inventory') };
    return this.does('DecisionArchived', file, change, { by: 'archivist', ...how });
  }

  assignsExecution(change: Change = {}, how: How = {}): this {
    return this.does('ExecutionAssigned', { units: [UNITS.helping] }, change, how);
  }

  reportsExecution(change: Change = {}, how: How = {}): this {
    const report = { report: paper('execution-report'), problem: 'none', words: '顺利' };
    return this.does('ExecutionReported', report, change, how);
  }

  inspectsExecution(how: How = {}): this {
    return this.does('ExecutionInspected', { finding: '进度正常' }, {}, how);
  }

  writesIn(change: Change = {}, how: How = {}): this {
    const opinion = { about: 'execution', channel: 'online', words: '停车场夜间太吵' };
    return this.does('ExecutionOpinionReceived', opinion, change, { by: 'citizen', ...how });
  }

  answersOpinion(change: Change = {}, how: How = {}): this {
    const answer = { opinion: this.history.length - 1, result: 'adopted', answer: '夜间限时开放' };
    return this.does('ExecutionOpinionAnswered', answer, change, how);
  }

  advisesOnExecution(change: Change = {}, how: How = {}): this {
    const advice = {
      about: 'suspension',
      question: '山体滑坡期间能否中止执行',
      position: 'lawful',
      opinion: paper('legal-advice'),
    };
    return this.does('ExecutionAdviceGiven', advice, change, how);
  }

  answersAdvice(change: Change = {}, how: How = {}): this {
    const answer = { advice: this.history.length - 1, result: 'adopted', answer: '已按意见办理中止手续' };
    return this.does('ExecutionAdviceAnswered', answer, change, { by: 'executor', ...how });
  }

  suspends(change: Change = {}, how: How = {}): this {
    return this.does('ExecutionSuspended', { urgent: true, reason: '山体滑坡' }, change, {
      by: 'head',
      ...how,
    });
  }

  resumes(change: Change = {}, how: How = {}): this {
    return this.does('ExecutionResumed', { reason: '险情解除' }, change, { by: 'head', ...how });
  }

  adjusts(extent = 'minor', change: Change = {}, how: How = {}): this {
    return this.does('AdjustmentProposed', { extent, what: '调整活动场地' }, change, how);
  }

  ends(ending = 'completed', change: Change = {}, how: How = {}): this {
    return this.does('ExecutionEnded', { how: ending, reason: '执行情况已报告' }, change, {
      by: 'head',
      ...how,
    });
  }

  ordersEvaluation(change: Change = {}, how: How = {}): this {
    const order = {
      ground: 'many-opinions',
      reason: '群众意见较多',
      evaluator: { unit: UNITS.evaluation },
    };
    return this.does('EvaluationOrdered', order, change, how);
  }

  evaluates(change: Change = {}, how: How = {}): this {
    const report = {
      report: paper('evaluation-report'),
      conclusion: 'effective',
      publicHeard: true,
      hearing: '入户走访四十户',
    };
    return this.does('EvaluationReported', report, change, how);
  }

  isOrderedToCorrect(how: How = {}): this {
    const order = { orderedBy: '县人民政府', document: paper('order'), what: '补充公布采纳情况' };
    return this.does('CorrectionOrdered', order, {}, how);
  }

  hasCorrected(change: Change = {}, how: How = {}): this {
    const done = { order: this.history.length - 1, account: '已补充公布' };
    return this.does('CorrectionDone', done, change, how);
  }

  isAnnulled(change: Change = {}, how: How = {}): this {
    const annulment = { annulledBy: 'court', document: paper('judgement'), reason: '程序违法' };
    return this.does('DecisionAnnulled', annulment, change, how);
  }
}
