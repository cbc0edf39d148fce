const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** SHA-256 (FIPS 180-4) of bytes, or of a text in UTF-8, as 64 small hexadecimal digits. */
export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Chromium's `encode` takes three times as long as its `encodeInto`, which needs to know the room: mostly a byte a letter. */
function utf8(text: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const room = new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, room);
  return read === text.length ? room.subarray(0, written) : encoder.encode(text);
}

export function hex(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += HEX[byte];
  return digits;
}
