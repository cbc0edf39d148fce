import { LexiconError } from './errors.ts';

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

/**
 * Where each section of a packed buffer lies.
 * @throws LexiconError when the buffer is not one of `count` sections, or is cut off
 */
export function readSections(buffer: ArrayBuffer, count: number): { start: number; length: number }[] {
  const headerBytes = 8 + count * 8;
  if (buffer.byteLength < headerBytes) throw new LexiconError();
  const header = new Uint32Array(buffer, 0, headerBytes / 4);
  if (header[0] !== MAGIC || header[1] !== count) throw new LexiconError();
  return Array.from({ length: count }, (_, index) => {
    const start = header[2 + index * 2] ?? 0;
    const length = header[3 + index * 2] ?? 0;
    if (start % ALIGNMENT !== 0 || start < headerBytes || start + length > buffer.byteLength) {
      throw new LexiconError();
    }
    return { start, length };
  });
}
