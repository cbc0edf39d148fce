/** As the policy of the extension's pages names this device; it cannot name `[::1]`, so that address is none of these. */
const THIS_DEVICE = new Set(['127.0.0.1', 'localhost']);

/** Whether an address is on this device. */
export function isOnThisDevice({ hostname }: URL): boolean {
  return THIS_DEVICE.has(hostname);
}

/** Whether digests and feeds may be asked for there: over https, or over http on this device, which no network carries. */
export function isAskable(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isOnThisDevice(url));
}
