/** The version of this client, held against a head's `minClient`; the same as in package.json. */
export const CLIENT_VERSION = '0.1.0';

/** Whether a client of `version` may read what asks for `needed`; both are three numbers joined by dots. */
export function satisfies(version: string, needed: string): boolean {
  const [have, want] = [numbers(version), numbers(needed)];
  const differs = want.findIndex((number, index) => number !== have[index]);
  return differs < 0 || (have[differs] ?? 0) > (want[differs] ?? 0);
}

function numbers(version: string): number[] {
  return version.split('.').map(Number);
}
