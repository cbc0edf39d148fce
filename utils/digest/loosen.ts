import * as v from 'valibot';

/**
 * The same schema with unknown fields kept instead of refused, at every depth: an editor's slip is an error in a
 * source, yet a field of a later version must not make an older client refuse a whole digest.
 */
export function loosened<S extends v.GenericSchema>(schema: S): v.GenericSchema<unknown, v.InferOutput<S>> {
  return loosen(schema) as v.GenericSchema<unknown, v.InferOutput<S>>;
}

/** What of valibot's schemas is looked into. */
interface Inside {
  readonly type: string;
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly wrapped?: v.GenericSchema;
  readonly default?: unknown;
  readonly pipe?: readonly [v.GenericSchema, ...v.GenericPipeAction[]];
}

function loosen(schema: v.GenericSchema): v.GenericSchema {
  const { type, entries, item, wrapped, pipe, default: fallback } = schema as v.GenericSchema & Inside;
  if (pipe) return v.pipe(loosen(pipe[0]), ...(pipe.slice(1) as v.GenericPipeAction[]));
  if (type === 'strict_object' && entries) {
    return v.looseObject(Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, loosen(entry)])));
  }
  if (type === 'array' && item) return v.array(loosen(item));
  if (type === 'optional' && wrapped) return v.optional(loosen(wrapped), fallback as undefined);
  return schema;
}
