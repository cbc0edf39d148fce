import { expect, it, test } from 'vitest';
import { decodeFeed } from './decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string, little: boolean, mark: boolean) => {
  const units = [...(mark ? '\ufeff' : ''), ...text].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from(units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
};

test.each([
  ['UTF-8 where nothing is said', utf8('<a>é</a>'), undefined],
  ['the header’s charset', latin1('<a>é</a>'), 'application/xml; charset="ISO-8859-1"'],
  ['the XML declaration', latin1('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'), 'text/xml'],
  [
    'the header before the declaration',
    utf8('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'),
    'text/xml; charset=utf-8',
  ],
  [
    'the mark before the header',
    new Uint8Array([0xef, 0xbb, 0xbf, ...utf8('<a>é</a>')]),
    'text/xml; charset=iso-8859-1',
  ],
  ['UTF-16, little end first, marked', utf16('<a>é</a>', true, true), undefined],
  ['UTF-16, big end first, marked', utf16('<a>é</a>', false, true), undefined],
  ['UTF-16 that only its letters betray', utf16('<?xml version="1.0"?><a>é</a>', true, false), undefined],
  ['UTF-8 that says it is UTF-16', utf8('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'), undefined],
  ['UTF-8 where the charset is none that exists', utf8('<a>é</a>'), 'text/xml; charset=klingon'],
])('reads %s', (_, bytes, contentType) => expect(decodeFeed(bytes, contentType)).toContain('<a>é</a>'));

it('reads Windows and Cyrillic encodings by their names', () => {
  expect(decodeFeed(Uint8Array.of(0x93, 0x94), 'text/xml; charset=windows-1252')).toBe('“”');
  expect(decodeFeed(Uint8Array.of(0xf0, 0xf2), 'text/xml; charset=koi8-r')).toBe('ПР');
});

it('says why it cannot read UTF-32', () => {
  expect(() => decodeFeed(Uint8Array.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0))).toThrow('UTF-32');
});

it('never fails over bytes that are no text', () => {
  expect(decodeFeed(Uint8Array.of(0xff, 0xc0, 0x80, 0x41))).toContain('A');
});
