import { describe, expect, it } from 'vitest';
import { onlyUnmet } from '../../test/story.js';
import { township } from '../../test/township.js';

const ready = () => township().adopted().asksParty('report').findsCongress('none');
const RELIABLE = { ownKey: true, soleControl: true, signatureChangesShow: true, textChangesShow: true };

describe('issue', () => {
  it('what is issued is what was decided, by its signer', () => {
    const matter = ready();
    expect(
      onlyUnmet(matter, 'decided-text-is-issued', () => matter.issues({ bundleDigest: 'c'.repeat(64) }))
        .rules,
    ).toEqual(['D713-030-e', 'ORG-006']);
    onlyUnmet(matter, 'decided-text-is-issued', () => matter.issues({ signer: 'deputy' }));
    matter.issues();
    expect(matter.met).toContain('decided-text-is-issued');
  });

  it('an electronic signature meets the four conditions of the law, each of them', () => {
    const matter = ready();
    for (const condition of Object.keys(RELIABLE)) {
      const electronicSignature = { ...RELIABLE, [condition]: false };
      const unmet = onlyUnmet(matter, 'electronic-signature-reliable', () =>
        matter.issues({ electronicSignature }),
      );
      expect(unmet.rules).toEqual(['ESIG-013']);
    }
    matter.issues({ electronicSignature: RELIABLE });
    expect(matter.met).toContain('electronic-signature-reliable');
  });
});
