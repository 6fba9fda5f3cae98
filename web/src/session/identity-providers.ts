import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';

/** The identity providers that this installation trusts. */
export function useIdentityProviders() {
  return useQuery({
    queryKey: ['identity-providers'],
    queryFn: () => ask(api.GET('/api/sessions/oidc')),
    staleTime: 600_000,
  });
}
