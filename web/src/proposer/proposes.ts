/** Who proposes matters; the procedure asks it when one is proposed. */
export const PROPOSES = ['proposer', 'office'];
