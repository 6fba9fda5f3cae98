import { useCallback } from 'react';
import { ROLES } from '../../../workflows/vocabulary';
import { useLanguage } from '../words/words';

/** What a role is called: 承办单位 for `proposer`. A role that this version does not know keeps its code. */
export function useRoleName(): (role: string) => string {
  const { language } = useLanguage();
  return useCallback(
    (role) => (Object.hasOwn(ROLES, role) ? ROLES[role as keyof typeof ROLES][language] : role),
    [language],
  );
}
