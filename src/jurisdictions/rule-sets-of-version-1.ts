import type { Parameters } from '../../workflows/parameters.js';
import type { LocalDate, RuleSet } from '../../workflows/vocabulary.js';
import type { Json } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';
import type { Level } from './levels.js';

/** Version 1 knows nothing of sources, overlays and the like, and reads none of them. */
interface SetOfVersion1 extends Pick<RuleSet, 'jurisdiction' | 'inForceFrom' | 'decree' | 'assessments'> {
  readonly parameters: Pick<
    Parameters,
    'openCallDays' | 'legalityReviewWorkingDays' | 'hearingPapersDays' | 'expertsAtLeast' | 'decidingMeetings'
  >;
}

interface OfLevel {
  readonly decree: RuleSet['decree'];
  readonly decidingMeetings: readonly string[];
}
const GOVERNMENT: OfLevel = { decree: 'binding', decidingMeetings: ['executive-meeting', 'plenary-meeting'] };
const LEVELS_OF_VERSION_1: Readonly<Record<Level, OfLevel>> = {
  township: {
    decree: 'by-reference',
    decidingMeetings: ['township-government-meeting', 'joint-party-government-meeting'],
  },
  department: { decree: 'by-reference', decidingMeetings: ['department-meeting'] },
  county: GOVERNMENT,
  prefecture: GOVERNMENT,
  province: GOVERNMENT,
};

/**
 * The rules as version 1 of `major-decision` fixes them: the national ones, of five parameters. Decisions that run on
 * that version name these sets by digest, so not a letter of them changes, whatever the files say today.
 */
export function ruleSetOfVersion1(level: Level, on: LocalDate): RuleSet {
  const inForceFrom = '2019-09-01';
  if (on < inForceFrom)
    throw new RangeError(`No rules are known for ${on}: Decree 713 is in force from ${inForceFrom}.`);
  const { decree, decidingMeetings } = LEVELS_OF_VERSION_1[level];
  const resolved: SetOfVersion1 = {
    jurisdiction: `national/${level}`,
    inForceFrom,
    decree,
    parameters: {
      openCallDays: 30,
      legalityReviewWorkingDays: 7,
      hearingPapersDays: 7,
      expertsAtLeast: 1,
      decidingMeetings,
    },
    assessments: [],
  };
  return { digest: digestOf(JSON.parse(JSON.stringify(resolved)) as Json), ...resolved } as RuleSet;
}
