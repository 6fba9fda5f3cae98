import { isIPv4, isIPv6 } from 'node:net';

/** Who counts as one asker: an IPv4 address, or the /64 of an IPv6 address, of which every household has all. */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  // What a proxy of ours says of the sender is believed, and still no key of any length.
  if (!isIPv6(bare)) return bare.slice(0, 64);
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const groups = head.split(':').filter(Boolean);
  const end = (tail ?? '').split(':').filter(Boolean);
  const filled = [...groups, ...Array<string>(8 - groups.length - end.length).fill('0'), ...end];
  return `${filled.slice(0, 4).join(':')}::/64`;
}

export const isThisMachine = (address: string): boolean =>
  /^(::ffff:)?127\./i.test(address) || address === '::1';
