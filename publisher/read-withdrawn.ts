import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { SourceError } from './problems.ts';
import { readYaml } from './source-file.ts';

const WithdrawnSchema = v.strictObject({
  // A list from which the last id was taken away is nothing in YAML.
  withdrawn: v.nullable(
    v.array(
      v.pipe(
        v.string('write an id here'),
        v.regex(/^(?:term|story)\/[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be such as "story/an-id" or "term/an-id"'),
      ),
      'write a list of ids here',
    ),
  ),
});

/**
 * What readers are to be shown no more, from `withdrawn.yaml` where there is one.
 * @throws SourceError with every problem of the file
 */
export function readWithdrawn(directory: string): string[] {
  const file = join(directory, 'withdrawn.yaml');
  if (!existsSync(file)) return [];
  const read = readYaml({ file, text: readFileSync(file, 'utf8') }, WithdrawnSchema);
  if (!read.ok) throw new SourceError(read.problems);
  return [...new Set(read.value.withdrawn ?? [])].sort();
}
