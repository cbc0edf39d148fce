/** Scripts without spaces between words, and the mark that lengthens a vowel in them. */
const WITHOUT_SPACES =
  /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc]+)/u;
const BETWEEN_WORDS = /[\n\r\p{Z}\p{P}]+/u;
/** Accents, and what is not seen: soft hyphens, joiners. */
const LEFT_OUT = /[\p{M}\p{Cf}]/gu;

/** The words under which a text is found. What is written without spaces is found by every two characters of it, and by the last. */
export function wordsOf(text: string): string[] {
  return split(text, (characters) => [...pairsOf(characters), ...characters.slice(-1)]);
}

/** The words that must be there for a query. */
export function wordsSought(query: string): string[] {
  return split(query, (characters) => (characters.length === 1 ? characters : pairsOf(characters)));
}

function split(text: string, ofUnspaced: (characters: readonly string[]) => readonly string[]): string[] {
  const words = folded(text).split(BETWEEN_WORDS);
  // Most texts have spaces, and looking into every word takes as long again.
  const parts = WITHOUT_SPACES.test(text)
    ? words.flatMap((word) =>
        word.split(WITHOUT_SPACES).flatMap((part, index) => (index % 2 === 0 ? part : ofUnspaced([...part]))),
      )
    : words;
  return parts.filter((word) => word !== '');
}

function pairsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Without case, accents and forms that only look otherwise, so that "Zurich" finds "Zürich" and "STRASSE" "Straße". */
function folded(text: string): string {
  return text.normalize('NFKD').replace(LEFT_OUT, '').toLowerCase().replaceAll('ß', 'ss');
}
