import type { Paper } from '../documents/upload';

/**
 * The digest of a bundle as the server reckons it: SHA-256 over the canonical JSON (RFC 8785) of its entries, sorted by role
 * and name in code-unit order. Strings of JSON.stringify are those of RFC 8785; members stand in code-unit order.
 */
export async function bundleDigest(bundle: readonly Paper[]): Promise<string> {
  const entries = bundle
    .map(({ mediaType, name, role = '', sha256, size }) => ({ mediaType, name, role, sha256, size }))
    .toSorted((a, b) => inCodeUnits(a.role, b.role) || inCodeUnits(a.name, b.name));
  const bytes = new TextEncoder().encode(JSON.stringify(entries));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const inCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
