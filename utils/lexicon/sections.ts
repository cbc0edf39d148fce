import { LexiconError } from './errors.ts';
import { type Matcher, openMatcher } from './matcher.ts';

/** "NGL" and the version of the layout; a lexicon of another version is compiled anew. */
const MAGIC = 0x4e474c03;
/** Sections begin on words, so that every one can be viewed as 32-bit numbers. */
const ALIGNMENT = 4;

/**
 * Packs byte sections into one buffer: magic, their number, then start and length of each, then the bytes.
 * All numbers are 32-bit in the byte order of the machine, for a lexicon never leaves the machine that compiled it.
 */
export function packSections(sections: readonly ArrayBufferView[]): ArrayBuffer {
  const headerBytes = 8 + sections.length * 8;
  const starts: number[] = [];
  let size = headerBytes;
  for (const section of sections) {
    starts.push(size);
    size += Math.ceil(section.byteLength / ALIGNMENT) * ALIGNMENT;
  }
  const buffer = new ArrayBuffer(size);
  const header = new Uint32Array(buffer, 0, headerBytes / 4);
  header.set([MAGIC, sections.length]);
  sections.forEach((section, index) => {
    const start = starts[index] ?? 0;
    header.set([start, section.byteLength], 2 + index * 2);
    new Uint8Array(buffer, start).set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength));
  });
  return buffer;
}

/** The sections of a packed buffer, by number, as views. */
interface Sections {
  bytes(index: number): Uint8Array<ArrayBuffer>;
  numbers(index: number): Uint32Array<ArrayBuffer>;
  /** @throws LexiconError when the section does not hold compiled patterns */
  matcher(index: number): Matcher;
}

/**
 * Opens a packed buffer.
 * @throws LexiconError when it is not one of `count` sections, or is cut off
 */
export function readSections(buffer: ArrayBuffer, count: number): Sections {
  const headerBytes = 8 + count * 8;
  if (buffer.byteLength < headerBytes) throw new LexiconError();
  const header = new Uint32Array(buffer, 0, headerBytes / 4);
  if (header[0] !== MAGIC || header[1] !== count) throw new LexiconError();
  const start = (index: number) => header[2 + index * 2] ?? 0;
  const length = (index: number) => header[3 + index * 2] ?? 0;
  for (let index = 0; index < count; index++) {
    const from = start(index);
    if (from % ALIGNMENT !== 0 || from < headerBytes || from + length(index) > buffer.byteLength)
      throw new LexiconError();
  }
  return {
    bytes: (index) => new Uint8Array(buffer, start(index), length(index)),
    numbers: (index) => new Uint32Array(buffer, start(index), length(index) >> 2),
    matcher: (index) => openMatcher(buffer, start(index), length(index)),
  };
}
