import { FeedRefusal } from './refusal.ts';

/** As for XML (guard-xml.ts): more is no feed that a person reads. */
const DEEPEST = 64;
const MOST_STORIES = 5000;
/** Members and entries in all: twenty for each of 5,000 stories. A field costs some 8 µs before the deadline is asked again. */
const MOST_VALUES = 100_000;

/**
 * Reads JSON that may come from anybody: nesting and values are counted before it is parsed.
 * @throws FeedRefusal when it is broken, nested too deep or holds too many stories or values
 */
export function guardJson(text: string): unknown {
  const { depth, values } = measured(text);
  if (depth > DEEPEST)
    throw new FeedRefusal('hostile', `The feed nests its values more than ${DEEPEST} deep, which only an attack does.`);
  if (values > MOST_VALUES)
    throw new FeedRefusal(
      'hostile',
      `The feed holds more than ${MOST_VALUES} values; ask its publisher for a shorter one.`,
    );
  const json = parsed(text);
  if (hasTooMany(json))
    throw new FeedRefusal(
      'hostile',
      `The feed holds more than ${MOST_STORIES} stories; ask its publisher for a shorter one.`,
    );
  return json;
}

/** How deep a text nests, and how many values it holds, by its commas. */
function measured(text: string): { depth: number; values: number } {
  let depth = 0;
  let deepest = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x22) at = stringEnd(text, at);
    else if (sign === 0x5b || sign === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (sign === 0x5d || sign === 0x7d) depth--;
    else if (sign === 0x2c) values++;
  }
  return { depth: deepest, values };
}

/** The place of the quote that ends the string which begins at `at`. */
function stringEnd(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const sign = text.charCodeAt(end);
    if (sign === 0x5c) end++;
    else if (sign === 0x22) return end;
  }
  return text.length;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = error instanceof Error ? ` (${error.message})` : '';
    throw new FeedRefusal(
      'broken',
      `The feed begins as JSON but is not well formed${where}. Its publisher must mend it.`,
    );
  }
}

function hasTooMany(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return Object.entries(json).some(
    ([key, value]) => key.toLowerCase() === 'items' && Array.isArray(value) && value.length > MOST_STORIES,
  );
}
