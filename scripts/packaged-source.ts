import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { EnvelopeSchema, isFolderAddress, RootSchema } from '../utils/sync/digest/format.ts';
import type { DigestSource } from '../utils/sync/sources.ts';

/** The one file that says where newer versions of the packaged digest are (docs/editors.md). */
const CONFIG = 'source.json';

const ConfigSchema = v.strictObject({
  url: v.pipe(
    v.string('must be the address of the published folder'),
    v.check(isFolderAddress, 'must be an https address of a folder, ending in "/"'),
  ),
  root: v.looseObject(EnvelopeSchema.entries, 'must be the content of the published root, such as 1.root.json'),
});

/**
 * Writes what the extension reads of its default source: the publisher's address and root, or null where none is configured.
 * @throws Error naming the file, the field and the mend
 */
export function writePackagedSource(digestFolder: string, output: string): void {
  const file = join(digestFolder, CONFIG);
  const source = existsSync(file) ? readConfig(file) : null;
  writeFileSync(join(output, CONFIG), `${JSON.stringify(source)}\n`);
}

function readConfig(file: string): DigestSource {
  const config = parsed(ConfigSchema, readFileSync(file, 'utf8'), file);
  const root = parsed(RootSchema, config.root.payload, `${file}, root.payload`);
  return { url: config.url, root: JSON.stringify(config.root), title: root.title, publisher: root.publisher };
}

function parsed<T extends v.GenericSchema>(schema: T, text: string, what: string): v.InferOutput<T> {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(undefined, 'is no JSON'), schema), text);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `${what}: ${v.getDotPath(issue) ?? ''} ${issue.message}. See docs/editors.md, “Where new versions are”.`,
  );
}
