/** What pages say of themselves when they hold one article: in Open Graph, and to search engines by schema.org in JSON-LD. */
const SAYS_SO = '[property="og:type"][content^=article]';
const ARTICLE_IN_JSON = /(?:Article|BlogPosting)"/;
/** What a front page says of the articles it names. */
const LIST_IN_JSON = /"ItemList"/;

/** Shorter paragraphs are captions and teasers, in UTF-16 units. */
const LEAST_PARAGRAPH = 140;
/** Sum of the roots of what paragraphs are longer than that: both as in Readability's `isProbablyReaderable`. */
const LEAST_SCORE = 20;

/** Whether a page is one article rather than a list of them, a shop or a tool: it says so, or it has the long paragraphs of one. */
export function isArticle(document: Document): boolean {
  if (document.querySelector(SAYS_SO)) return true;
  for (const { textContent } of document.querySelectorAll('[type$="ld+json"]')) {
    if (ARTICLE_IN_JSON.test(textContent) && !LIST_IN_JSON.test(textContent)) return true;
  }
  let score = 0;
  for (const { textContent } of document.querySelectorAll('p')) {
    score += Math.sqrt(Math.max(0, textContent.trim().length - LEAST_PARAGRAPH));
    if (score > LEAST_SCORE) return true;
  }
  return false;
}
