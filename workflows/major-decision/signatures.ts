/** Acts of which the law asks a signature or a seal. What is recorded from an account alone is not one. */
import type { Text } from '../vocabulary.js';

export interface SignatureAsked {
  /** Ids of `law/rules.tsv`. */
  readonly rules: readonly string[];
  /** Who signs what. */
  readonly what: Text;
  /** Field of the payload by which the person who enters the act says that the paper is signed. */
  readonly statedBy?: string;
}

export const SIGNATURES: Readonly<Record<string, SignatureAsked>> = {
  HearingHeld: {
    rules: ['D713-017-a', 'D713-017-b'],
    what: { zh: '听证记录由参加人确认签字', en: 'the hearing record, signed by those who took part' },
    statedBy: 'confirmedAndSigned',
  },
  ExpertOpinionGiven: {
    rules: ['D713-019-c'],
    what: { zh: '书面论证意见署名、盖章', en: 'the written opinion, signed and sealed' },
    statedBy: 'signed',
  },
  LegalityOpinionIssued: {
    rules: ['D713-028-a'],
    what: { zh: '审查意见署名', en: 'the opinion, signed by the reviewer' },
  },
  MinutesIssued: {
    rules: ['HLJ4-039-c'],
    what: { zh: '会议纪要由行政首长签发', en: 'the minutes, signed by the head' },
  },
  DecisionIssued: {
    rules: ['D713-030-e', 'ESIG-013'],
    what: { zh: '正式文本由行政首长签发、加盖印章', en: 'the text, signed by the head and sealed' },
    statedBy: 'sealed',
  },
};
