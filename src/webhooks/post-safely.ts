import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** The address is one of our own network's, which nobody outside may make us reach. */
export class AddressRefused extends Error {
  readonly code = 'address-refused';
}

const WITHIN_MS = 10_000;

/**
 * Everything that is not the public internet (IANA special-purpose registries). A list each: one list alone would take
 * every IPv4 address for its mapped form, which stands among those of IPv6.
 */
const NOT_PUBLIC_4 = new BlockList();
const NOT_PUBLIC_6 = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  NOT_PUBLIC_4.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  NOT_PUBLIC_6.addSubnet(net, prefix, 'ipv6');

export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !NOT_PUBLIC_4.check(address, 'ipv4');
  return family === 6 && !NOT_PUBLIC_6.check(address, 'ipv6');
}

/**
 * Posts once, following nothing. The address is judged as the connection is made, so that a name cannot stand for one
 * address when it is looked at and for another when it is used.
 * @param allowedHosts may be at any address
 * @returns the status
 * @throws AddressRefused; Error when nothing is answered within ten seconds
 */
export function postSafely(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  allowedHosts: readonly string[],
): Promise<number> {
  const target = new URL(url);
  const hostname = target.hostname.replace(/^\[(.*)\]$/, '$1');
  const free = allowedHosts.includes(target.hostname);
  if (!free && (target.protocol !== 'https:' || (isIP(hostname) !== 0 && !isPublic(hostname))))
    return Promise.reject(new AddressRefused(`${target.host} may not be reached.`));
  const send = target.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((answered, failed) => {
    const sent = send(
      target,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(WITHIN_MS),
        // A fresh connection each time: one that was made for another host is judged by nobody.
        agent: false,
        ...(free ? {} : { lookup: publicOnly }),
      },
      (answer) => {
        answer.resume();
        answered(answer.statusCode ?? 0);
      },
    );
    sent.once('error', failed);
    sent.end(body);
  });
}

const publicOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error || !first) return callback(error ?? new Error(`${hostname} has no address.`), '', 0);
    if (!addresses.every(({ address }) => isPublic(address)))
      return callback(new AddressRefused(`${hostname} is at an address of our own network.`), '', 0);
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
