import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';

/** Names of real bodies, collected from elsewhere: beside the project where they are there at all, and never part of it. */
const NAMES = join(import.meta.dirname, '../../../shared/bench/data/dict-2000.json.gz');

const NamesSchema = v.array(v.object({ text: v.string(), cs: v.boolean() }));

/** A name, and whether its case counts. */
export type RealName = v.InferOutput<typeof NamesSchema>[number];

/** Two thousand names of real bodies; none, with a message, where they are not there. */
export function realNames(): RealName[] {
  if (existsSync(NAMES)) return v.parse(NamesSchema, JSON.parse(gunzipSync(readFileSync(NAMES)).toString()));
  console.log('There are no real names beside the project: only the terms of the packaged digest are looked for.');
  return [];
}
