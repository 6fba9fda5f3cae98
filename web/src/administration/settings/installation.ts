import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';

/** The installation as the ledger knows it. */
export function useInstallation() {
  return useQuery({ queryKey: ['installation'], queryFn: () => ask(api.GET('/api/admin/installation')) });
}

export function installationEvent(version: number, type: string, payload: Record<string, unknown>) {
  return ask(
    api.POST('/api/admin/installation/events', {
      params: { header: { 'if-match': `"${version}"` } },
      body: { type, payload } as never,
    }),
  );
}
