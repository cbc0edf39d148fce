import type { LaunchOptions } from './launch.ts';

/** Lets a browser reach this machine by `localhost` and `*.localhost`, and no other host; for pages that ask for many. */
export const OFFLINE: LaunchOptions = {
  args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1'],
  preferences: {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': 9,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': 9,
  },
};
