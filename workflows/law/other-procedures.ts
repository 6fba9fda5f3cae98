/** Rules of procedures that are not written yet, whole families at a time. */
import { outOfScope, type Claim, type Claims } from './claims.js';

const NORMATIVE = outOfScope(
  '属于行政规范性文件制定程序（尚未编写）',
  'belongs to the procedure for normative documents, not written yet',
);
const ENFORCEMENT = outOfScope(
  '属于重大执法决定法制审核程序（尚未编写）',
  'belongs to the legal review of major enforcement decisions, not written yet',
);
const COLLECTIVE = outOfScope(
  '属于“三重一大”集体决策程序（尚未编写）；同一事项又属于重大行政决策的，本程序另行适用',
  'belongs to the procedure for “three majors and one large”, not written yet; where a matter falls under both, this procedure applies beside it',
);

const all = (claim: Claim, ids: readonly string[]): Claims =>
  Object.fromEntries(ids.map((id) => [id, [claim]]));

export const OTHER_PROCEDURES: Claims = {
  ...all(NORMATIVE, [
    'NORM-ORG75',
    'NORM-37-a',
    'NORM-37-b',
    'NORM-37-c',
    'NORM-37-d',
    'NORM-115-a',
    'NORM-115-b',
    'NORM-115-c',
    'SY-033',
    'SY-037-a',
    'SY-037-b',
    'SY-040',
    'SY-041-a',
    'SY-041-b',
    'SY-042',
    'SY-044',
    'SY-046',
    'SY-047',
    'SY-048',
    'SY-050',
    'SY-056',
    'SY-059',
    'QZ-NORM-049',
    'FJ219-029',
  ]),
  ...all(ENFORCEMENT, [
    'ENF-042',
    'ENF-043',
    'ENF-044',
    'ENF-047',
    'ENF-048',
    'ENF-057',
    'ENF-058-a',
    'ENF-058-b',
    'ENF-060',
    'ENF-061',
    'ENF-063',
    'ENF-064-a',
    'ENF-064-b',
    'ENF-118-a',
    'ENF-118-b',
    'ENF-118-c',
    'ENF-118-d',
    'TIME-03',
  ]),
  ...all(COLLECTIVE, ['SZYD-01', 'SZYD-02', 'SZYD-03', 'SZYD-04', 'SZYD-05', 'SZYD-06']),
  'TIME-04': [
    outOfScope(
      '属于行政复议，本系统不办理',
      'belongs to administrative reconsideration, which is not done here',
    ),
  ],
};
