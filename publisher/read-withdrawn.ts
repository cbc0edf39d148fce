import { join } from 'node:path';
import * as v from 'valibot';
import { textIfThere } from './files.ts';
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
 * @throws SourceError with every problem of the file, FileError where it cannot be read
 */
export function readWithdrawn(directory: string): string[] {
  const file = join(directory, 'withdrawn.yaml');
  const text = textIfThere(file);
  if (text === undefined) return [];
  const read = readYaml({ file, text }, WithdrawnSchema);
  if (!read.ok) throw new SourceError(read.problems);
  return [...new Set(read.value.withdrawn ?? [])].sort();
}
