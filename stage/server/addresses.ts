import { networkInterfaces } from 'node:os';

/** This machine's addresses on the local networks, IPv4, wired names first. */
export const lanAddresses = (): string[] =>
  Object.entries(networkInterfaces())
    .sort(([a], [b]) => Number(b.startsWith('e')) - Number(a.startsWith('e')))
    .flatMap(([, list]) => list ?? [])
    .filter((one) => one.family === 'IPv4' && !one.internal)
    .map((one) => one.address);

/** Addresses to print for a server bound to `host`; `visit` is where phones get in, null when only this machine can. */
export function addresses(host: string, port: number): { readonly own: string; readonly visit: string | null } {
  const open = host === '0.0.0.0' || host === '::';
  const loopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
  const shown = (name: string) => `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
  const lan = open ? lanAddresses()[0] : loopback ? undefined : host;
  return { own: shown(open ? '127.0.0.1' : host), visit: lan === undefined ? null : `${shown(lan)}/visit` };
}
