import { isInWord } from './fold.ts';
import { lazily } from './lazily.ts';

/** Characters beside a hit, or its last one, that make a closer look worthwhile. */
const BESIDE = /[.,/\\:@=?%~#&_]/;
/** The last character of a hit and two more: "x.eu", "AT&T", "io=1", "F.T.C.", and "NIS 2,500", which are shekels. */
const GOES_ON = lazily('^(?:.[.&=][\\p{L}\\p{Nd}_]|\\.\\p{L}|\\d,\\d)');
/** Longest stretch without a space that is looked at. */
const REACH = 200;
/** Addresses, paths and mail: "https://x.eu/nis2", "www.x.eu", "/var/io", "~/io", "C:\io", "x.eu/nis2", "me@x.eu". */
const ADDRESS = lazily(
  '://|^["\'(<[]?(?:www\\.|\\.{0,2}/|~/|[a-z]:\\\\)|\\\\|@|[\\p{L}\\p{N}-]\\.[a-z]{2,}(?:[/:?#]|$)|[?&][\\w-]+=',
  'iu',
);

/** Whether a hit is part of an address, a path, a handle or another identifier, and so no word of the text. */
export function isInIdentifier(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  if (!BESIDE.test(`${before}${text[end - 1]}${after}`)) return false;
  if (before === '@' || after === '@') return true;
  if (/[.&]/.test(before) && isInWord(text.charCodeAt(start - 2))) return true;
  if (GOES_ON().test(text.slice(end - 1, end + 2))) return true;
  return ADDRESS().test(stretchAround(text, start, end));
}

/** The characters around a hit up to the next spaces. */
function stretchAround(text: string, start: number, end: number): string {
  const left = text.slice(Math.max(0, start - REACH), start);
  const right = text.slice(end, end + REACH);
  const from = left.search(/\S*$/);
  const to = right.search(/\s|$/);
  return left.slice(from) + text.slice(start, end) + right.slice(0, to).replace(/[.,;:!?)\]'"’”]+$/, '');
}
