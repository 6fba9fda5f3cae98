import type { Text } from '../../workflows/vocabulary.js';

/** Three administrators, none of whom can do alone what harms (GB/T 22239-2019, 8.1.5: 系统管理、安全管理、审计管理). */
export const PARTS = {
  system: { zh: '系统管理员', en: 'system administrator' },
  security: { zh: '安全管理员', en: 'security administrator' },
  audit: { zh: '审计管理员', en: 'audit administrator' },
} as const satisfies Record<string, Text>;
export type Part = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as [Part, ...Part[]];

/** Who administers which part, by person: a person has one part or none. */
export type Parts = Readonly<Record<string, Part>>;

/**
 * Which acts each part may do where the three are separated. What stands here for nobody (a role granted by one person)
 * is done by nobody: it is proposed by one and confirmed by another. The audit administrator reads, and has a say in
 * whether the separation ends. The ledger is asked again by this table: what a part has ever had stays with it.
 */
const ACTS: Readonly<Record<Part, readonly string[]>> = {
  system: [
    'PersonRegistered',
    'RoleProposed',
    'RoleProposalDropped',
    'StandingChanged',
    'QualificationRecorded',
    'QualificationEnded',
    'MandateRecorded',
    'MandateEnded',
    'UnitRegistered',
    'RetentionPeriodSet',
    'UnitRenamed',
    'UnitMoved',
    'UnitClosed',
    'PoolOpened',
    'ExpertListed',
    'ExpertChanged',
    'ExpertDelisted',
    'JurisdictionChanged',
    'CalendarNoticed',
    'ConfigurationChanged',
    'SignaturesAsked',
    'LegalTimeMoved',
    'ErasureProposed',
    'RemovalProposed',
    'ProposalDropped',
    'SeparationProposed',
    'SeparationDropped',
  ],
  security: [
    'RoleConfirmed',
    'RoleProposalDropped',
    'RoleEnded',
    'PasswordReset',
    'SessionsEnded',
    'SecondFactorReset',
    'IdentityLinked',
    'IdentityUnlinked',
    'SigningKeyRevoked',
    'DelegationGranted',
    'DelegationEnded',
    'AdministratorRecovered',
    'DisclosuresErased',
    'RemovedUnderOrder',
    'ProposalDropped',
    'ReadingConfirmed',
    'ReadingRefused',
    'SeparationProposed',
    'SeparationConfirmed',
    'SeparationDropped',
  ],
  audit: ['SeparationConfirmed', 'SeparationDropped'],
};

interface OfNoPart {
  /** Whether it is one's own affair, whatever administration is divided into; else nobody does it alone. */
  readonly isOnesOwn: boolean;
  readonly because: string;
}

/** What stands under nobody above, each for its reason. */
export const OF_NO_PART: Readonly<Record<string, OfNoPart>> = {
  RoleGranted: { isOnesOwn: false, because: 'a role takes two: RoleProposed, RoleConfirmed' },
  SigningKeyRegistered: { isOnesOwn: true, because: 'everybody registers their own' },
  ReadingAsked: { isOnesOwn: true, because: 'anybody may ask, and nothing is opened by it' },
  ReadingEnded: { isOnesOwn: true, because: 'anybody who may see it may end it, as the act itself asks' },
};

export const isOnesOwn = (type: string): boolean =>
  Object.hasOwn(OF_NO_PART, type) && OF_NO_PART[type]?.isOnesOwn === true;

/** The parts that may do such an act. */
export const partsFor = (type: string): readonly Part[] =>
  PART_NAMES.filter((part) => ACTS[part].includes(type));
