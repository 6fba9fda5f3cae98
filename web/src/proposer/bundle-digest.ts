import { sha256Hex } from '../decisions/papers/paper-bytes';
import type { Paper } from '../documents/upload';

/**
 * The digest of a bundle as the server reckons it: SHA-256 over the canonical JSON (RFC 8785) of its entries, sorted by role
 * and name in code-unit order. Strings of JSON.stringify are those of RFC 8785; members stand in code-unit order.
 */
export async function bundleDigest(bundle: readonly Paper[]): Promise<string> {
  const entries = bundle
    .map(({ mediaType, name, role = '', sha256, size }) => ({ mediaType, name, role, sha256, size }))
    .toSorted((a, b) => inCodeUnits(a.role, b.role) || inCodeUnits(a.name, b.name));
  return sha256Hex(new TextEncoder().encode(JSON.stringify(entries)));
}

const inCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
