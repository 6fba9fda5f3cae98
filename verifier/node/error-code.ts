/** The code of an error of Node's own, by its member: it may come from another realm than this code. */
export function errorCode(error: unknown): string {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return String(code ?? message ?? error);
}
