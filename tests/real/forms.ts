import type { Term } from '../../utils/digest/schema.ts';

type Written = Pick<Term['labels'][number], 'text' | 'case' | 'unaccented'>;

/**
 * Whether a text is a way to write one of these labels; worked out without the matcher, to hold it against.
 * Hyphens, quotes and spaces count as their plain signs, soft hyphens as nothing; plurals and possessives are allowed,
 * capitals throughout, and for some labels missing accents. Between a letter and a digit, and beside a plus, neither space nor hyphen counts, beside an ampersand no space (docs/editors.md).
 */
export function isFormOf(labels: readonly Written[], text: string): boolean {
  const forms = labels.flatMap((label) => (label.unaccented ? [label, { ...label, text: bare(label.text) }] : [label]));
  return forms.some(({ text: label, case: rule }) => {
    const isExact = (rule ?? (/\p{Lu}/u.test(label) ? 'exact' : 'any')) === 'exact' && text !== text.toUpperCase();
    const [wanted, found] = [label, text].map((form) => (isExact ? plain(form) : plain(form).toLowerCase()));
    return wanted !== undefined && found !== undefined && (found === wanted || isInflected(found, wanted));
  });
}

/** Without the accents that labels of ours have. */
function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').normalize('NFC');
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s+/g, ' ')
    .replace(/ ?& ?/g, '&')
    .replace(/(?<=\p{L})[ -](?=\p{Nd})|(?<=\p{Nd})[ -](?=\p{L})|[ -](?=\+)|(?<=\+)[ -]/gu, '')
    .trim();
}

function isInflected(found: string, label: string): boolean {
  const stem = label.toLowerCase().endsWith('y') ? label.slice(0, -1) : label;
  return ["'s", 's', 'es', "s'", "'"].some((ending) => found === label + ending) || found === `${stem}ies`;
}
