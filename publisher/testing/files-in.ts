import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The names of the files in a folder and those inside it, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** What is in each of them, in base64. */
export function contentsOf(folder: string): Map<string, string> {
  return new Map(filesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}
