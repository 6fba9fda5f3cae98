import type { Findings } from './findings.js';
import { isObject, type Json } from './json.js';
import type { Leaf } from './leaf.js';

/**
 * Acts that nobody does for another, and roles that nobody lends: the law as this verifier was built with it (docs/bag.md,
 * 13g; `workflows/delegation.ts` gives the articles, and a test holds the two together). No program has ever accepted
 * one; what is bound to the person later is added with the day from which it is.
 */
export const BOUND_TO_THE_PERSON: ReadonlySet<string> = new Set([
  'HeadSpoke',
  'OutcomeDecided',
  'RiskJudged',
  'MinutesIssued',
  'DecisionIssued',
  'ProcedureTerminated',
  'MemberSpoke',
  'MemberRecused',
  'DissentConfirmed',
  'ExpertDeclared',
  'ExpertOpinionGiven',
  'LegalityOpinionIssued',
  'ConformityConfirmed',
  'ConformityDenied',
  'LegalAdviceGiven',
  'ExecutionAdviceGiven',
  'EvaluationReported',
  'AuditFindingRecorded',
  'IrregularityRecorded',
  'PartyCommitteeAnswered',
  'CongressResolved',
  'DecisionLapsed',
  'DeadlinePassed',
  'CommentReceived',
]);
export const ROLES_NOT_LENT: ReadonlySet<string> = new Set([
  'member',
  'expert',
  'legal-adviser',
  'evaluator',
  'administrator',
  'auditor',
]);

/** Step 13g: what is bound to the person was done by that person. */
export class Lending {
  constructor(private readonly findings: Findings) {}

  see({ seq, subject, type, data: { facts } }: Leaf, isComplete: boolean): void {
    const { delegation } = facts;
    if (!isComplete || delegation === undefined) return;
    if (!BOUND_TO_THE_PERSON.has(type) && !lends(delegation)) return;
    this.findings.add(13, 0, seq, {
      code: 'E_ILLEGAL',
      seq,
      subject,
      zh: `第 ${seq} 号事件（${type}）：这一行为或角色由本人行使，不得委托`,
      en: `event ${seq} (${type}): the act or the role is bound to the person, and nobody does it for another`,
    });
  }
}

function lends(delegation: Json): boolean {
  const grants = isObject(delegation) ? delegation['grants'] : undefined;
  return (
    Array.isArray(grants) &&
    grants.some((grant) => isObject(grant) && ROLES_NOT_LENT.has(String(grant['role'])))
  );
}
