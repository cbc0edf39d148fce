import { FeedRefusal } from './refusal.ts';

/** As for XML (guard-xml.ts): more is no feed that a person reads. */
const DEEPEST = 64;
const MOST_STORIES = 5000;

/**
 * Reads JSON that may come from anybody: nesting is counted before it is parsed.
 * @throws FeedRefusal when it is broken, nested too deep or holds too many stories
 */
export function guardJson(text: string): unknown {
  if (depthOf(text) > DEEPEST)
    throw new FeedRefusal('hostile', `The feed nests its values more than ${DEEPEST} deep, which only an attack does.`);
  const json = parsed(text);
  if (hasTooMany(json))
    throw new FeedRefusal(
      'hostile',
      `The feed holds more than ${MOST_STORIES} stories; ask its publisher for a shorter one.`,
    );
  return json;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x22) at = stringEnd(text, at);
    else if (sign === 0x5b || sign === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (sign === 0x5d || sign === 0x7d) depth--;
  }
  return deepest;
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
