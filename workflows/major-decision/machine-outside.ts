/** Orders from above reach a matter in any state (article 38); the deciding body answers each. */
export const ORDERS_FROM_ABOVE = {
  CorrectionOrdered: {
    actions: 'keepOrder',
    meta: { roles: ['office', 'head'], rules: ['D713-038-c'] },
  },
  CorrectionDone: {
    actions: 'keepOrderDone',
    meta: { roles: ['office', 'head'], rules: ['D713-038-c'], requires: ['correction-was-ordered'] },
  },
} as const;
