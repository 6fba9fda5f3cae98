/** Fields that matter only for some answers to another: elsewhere they are not asked. */
export interface Relevance {
  /** The field of the same act that decides it. */
  readonly field: string;
  readonly is: readonly (string | boolean)[];
  /** It has to be filled in then, though its schema leaves it open. */
  readonly needed?: boolean;
  /** It is asked for in any case: the other answer says only whether it has to be filled in. */
  readonly always?: boolean;
}

/** Why the reviewer answers so: may always be said, and has to be where the answer isn't that it conforms. */
const reasonsFor = (question: string): Relevance => ({
  field: question,
  is: ['does-not-conform', 'unregulated'],
  needed: true,
  always: true,
});

/** Article 10: a department and a lower government give these with their proposal; anybody else may. */
const ofAuthorities: Relevance = {
  field: 'proposedBy',
  is: ['department', 'lower-government'],
  needed: true,
  always: true,
};

export const RELEVANT_WHEN: Readonly<Record<string, Relevance>> = {
  'AdjustmentProposed/successor': { field: 'extent', is: ['major'], needed: true },
  'DecisionProposed/feasibility': ofAuthorities,
  'DecisionProposed/necessity': ofAuthorities,
  'DecisionPublished/explanation': { field: 'explainsAdoption', is: [true] },
  'EvaluationReported/hearing': { field: 'publicHeard', is: [true] },
  'ExecutionEnded/successor': { field: 'how', is: ['replaced', 'stopped'], needed: true },
  'ExpertReviewConcluded/reasonsAgainstExperts': { field: 'followsMajority', is: [false] },
  'JointBodyDecided/editedText': { field: 'outcome', is: ['passed-with-edits'] },
  'LegalityOpinionIssued/contentBecause': reasonsFor('content'),
  'LegalityOpinionIssued/missingStep': { field: 'outcome', is: ['step-missing'], needed: true },
  'LegalityOpinionIssued/powerBecause': reasonsFor('power'),
  'LegalityOpinionIssued/procedureBecause': reasonsFor('procedure'),
  'MatterScreened/catalogueItem': { field: 'result', is: ['major'] },
  'MatterScreened/declaredBy': { field: 'exclusion', is: ['emergency'], needed: true },
  'MatterScreened/exclusion': { field: 'result', is: ['excluded'], needed: true },
  'MatterScreened/facts': { field: 'exclusion', is: ['emergency'], needed: true },
  'MatterScreened/kind': { field: 'result', is: ['major'], needed: true },
  'MatterScreened/legalBasis': { field: 'result', is: ['excluded', 'special-law'], needed: true },
  'MatterScreened/matters': { field: 'result', is: ['major'] },
  'OutcomeDecided/editedText': { field: 'outcome', is: ['passed-with-edits'], needed: true },
  'PartyCommitteeAsked/document': { field: 'kind', is: ['request', 'report'] },
  'PublicationWithheld/thirdPartyConsents': { field: 'basis', is: ['privacy-or-trade-secret'] },
  'StepFindingRecorded/legalBasis': { field: 'required', is: [false], needed: true },
  'UnitsConsulted/disagreement': { field: 'agreed', is: [false], needed: true },
};

/** Lists that a schema lets be empty and a requirement of the procedure does not. */
export const NEEDED_LISTS: ReadonlySet<string> = new Set([
  'RiskAssessed/departmentsHeard',
  'RiskAssessed/measures',
]);

/** The order in which some acts are thought through, where it isn't that of the schema. */
export const ORDER: Readonly<Record<string, readonly string[]>> = {
  LegalityOpinionIssued: [
    'power',
    'powerBecause',
    'procedure',
    'procedureBecause',
    'content',
    'contentBecause',
    'outcome',
    'missingStep',
    'exemptionsReviewed',
    'opinion',
  ],
  MatterScreened: ['result', 'kind', 'exclusion', 'declaredBy', 'facts', 'legalBasis', 'reason'],
  StepFindingRecorded: ['step', 'required', 'legalBasis', 'reason'],
  UnitsConsulted: ['units', 'agreed', 'disagreement', 'record'],
  PartyCommitteeAsked: ['kind', 'document', 'reason'],
  ExpertReviewConcluded: [
    'report',
    'adopted',
    'notAdopted',
    'followsMajority',
    'reasonsAgainstExperts',
    'account',
  ],
  OutcomeDecided: ['outcome', 'editedText', 'option', 'reasonsAgainstMajority'],
};
