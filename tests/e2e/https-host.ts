import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../browser/find-program.ts';

const OPENSSL = {
  places: ['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'],
  debianPackage: 'openssl',
  need: 'The test of permissions makes a certificate with openssl',
};

/** A host on the web, as far as a browser can tell that resolves its name to this machine and takes any certificate. */
export interface HttpsHost {
  readonly origin: string;
  /** Answers by path; what is not there is not found. */
  readonly files: Map<string, readonly [type: string, content: string]>;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
  close(): void;
}

/** Serves files over TLS on loopback, with a certificate made for it. */
export async function startHttpsHost(name: string): Promise<HttpsHost> {
  const files = new Map<string, readonly [string, string]>();
  const asked: string[] = [];
  const server = createServer(certificateFor(name), (request, response) => {
    asked.push(request.url ?? '');
    const [type, content] = files.get(request.url ?? '') ?? [];
    if (type === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `https://${name}:${port}`,
    files,
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function certificateFor(name: string): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'newsgloss-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const about = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', '2'];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert];
  execFileSync(findProgram(OPENSSL), ['req', '-x509', ...made, ...about], { stdio: 'ignore' });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}
