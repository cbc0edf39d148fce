import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { feedDate } from './feed-date.ts';

test.each([
  ['Thu, 01 Jan 2026 10:00:00 GMT', '2026-01-01T10:00:00.000Z'],
  ['Thu, 1 Jan 2026 10:00 +0130', '2026-01-01T08:30:00.000Z'],
  ['01 Jan 26 10:00:00 EST', '2026-01-01T15:00:00.000Z'],
  ['Thursday, 01 January 2026 10:00:00 Z', '2026-01-01T10:00:00.000Z'],
  ['01 Jan 99 10:00:00 UT', '1999-01-01T10:00:00.000Z'],
  ['Thu, 01 Jan 2026 10:00:00 GMT+1', '2026-01-01T09:00:00.000Z'],
  ['Thu, 01 Jan 2026', '2026-01-01T00:00:00.000Z'],
  ['Thu, 01-Jan-2026 10:00:00 GMT', '2026-01-01T10:00:00.000Z'],
  ['Thu, 01 Jan 2026 10:00:00 -0800 (PST)', '2026-01-01T18:00:00.000Z'],
  ['Thu Jan  1 10:00:00 2026', '2026-01-01T10:00:00.000Z'],
  ['Thu Jan  1 10:00:00 CET 2026', '2026-01-01T09:00:00.000Z'],
  ['Thu, 01 Jan 2026 10:00:00 JST', '2026-01-01T01:00:00.000Z'],
  ['Thu,01 Jan 2026 10:00:00 GMT', '2026-01-01T10:00:00.000Z'],
  ['2026-01-01T10:00:00+01:00[Europe/Paris]', '2026-01-01T09:00:00.000Z'],
  ['January 1, 2026', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01T10:00:00.123456+02:00', '2026-01-01T08:00:00.000Z'],
  ['2026-01-01 10:00:00', '2026-01-01T10:00:00.000Z'],
  ['2026-01-01t10:00z', '2026-01-01T10:00:00.000Z'],
  ['20260101', '2026-01-01T00:00:00.000Z'],
  ['2026-02', '2026-02-01T00:00:00.000Z'],
  ['2026', '2026-01-01T00:00:00.000Z'],
  ['2024-02-29T23:59:60Z', '2024-03-01T00:00:00.000Z'],
])('%s is %s', (written, moment) => expect(feedDate(written)?.toISOString()).toBe(moment));

test.each([
  '',
  'soon',
  'yesterday 10:00',
  '2026-02-30',
  '31 Feb 2026',
  '2026-13-01',
  '32 Jan 2026',
  '01 Foo 2026',
  '2026-01-01T25:00:00Z',
  '1735689600',
  'Thu, 01 Jan 2026 10:00:00 IST',
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  '1970-01-01T01:00:00+01:00',
  'Wed, 31 Dec 1969 19:00:00 -0500',
  '12 août 2026',
  'mer., 12 août 2026 10:00:00 +0200',
  '12 marraskuuta 2026',
  '12. Oktober 2026',
])('“%s” is no date', (written) => expect(feedDate(written)).toBeUndefined());

it('reads back every moment that a computer writes', () => {
  const moments = fc.date({ min: new Date('1980-01-01'), max: new Date('2049-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, (moment) => {
      const second = Math.floor(moment.getTime() / 1000) * 1000;
      expect(feedDate(moment.toISOString())?.getTime()).toBe(second);
      expect(feedDate(moment.toUTCString())?.getTime()).toBe(second);
    }),
  );
});
