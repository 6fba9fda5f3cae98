import { api, ask } from '../api/client';
import { ProblemError } from '../api/problem';
import { useActing } from '../session/acting';

async function send(pool: string, list: Blob, dryRun: boolean) {
  return ask(
    api.POST('/api/pools/{id}/experts/import', {
      params: { path: { id: pool }, query: { dryRun: dryRun ? 'true' : 'false' } },
      headers: { 'content-type': 'application/octet-stream' },
      body: list as never,
      bodySerializer: (body) => body as never,
    }),
  );
}
export type Row = Awaited<ReturnType<typeof send>>['rows'][number];

/** A list is tried first, row by row; nothing is recorded before somebody has seen that and says so. */
export function useImport(pool: string) {
  const trying = useActing((list: Blob) => send(pool, list, true));
  const importing = useActing((list: Blob) => send(pool, list, false));
  return {
    trying,
    importing,
    try: (list: Blob) => {
      importing.reset();
      trying.mutate(list);
    },
    rows: importing.data?.rows ?? rowsOf(importing.error) ?? trying.data?.rows,
    /** What was tried without a fault, and is not done yet. */
    ready: trying.data?.complete && !importing.data ? trying.variables : undefined,
  };
}

/** A list that was refused comes back with what is wrong with its rows. */
function rowsOf(error: unknown): readonly Row[] | undefined {
  const rows = error instanceof ProblemError ? error.problem['rows'] : undefined;
  return Array.isArray(rows) ? (rows as Row[]) : undefined;
}
