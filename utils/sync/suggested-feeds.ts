/** A feed of this field that a reader may want. */
export interface SuggestedFeed {
  readonly title: string;
  readonly url: string;
  /** What it is about, in a few words. */
  readonly about: string;
}

/**
 * Feeds that are known to exist; none is switched on until the reader adds it. Where each address was seen, in November 2026:
 * - [a] Geo-fs/11Writer, app/docs/data-ai-rss-source-candidates.md: HTTP 200 with items on 2026-04-30
 * - [b] a public report of 431 probed feeds: HTTP 200 with items newer than 7 days on 2026-08-02
 * - [c] <link rel="alternate" type="application/rss+xml"> on the site's own front page
 * - [d] in five or more public lists of feeds under this name
 */
export const SUGGESTED_FEEDS: readonly SuggestedFeed[] = [
  { title: 'Digital Watch', url: 'https://dig.watch/feed', about: 'digital policy and governance' }, // [d]
  {
    title: 'European Data Protection Board',
    url: 'https://www.edpb.europa.eu/feed/news_en',
    about: 'data protection in the EU',
  }, // [c]
  { title: 'EFF', url: 'https://www.eff.org/rss/updates.xml', about: 'civil liberties online' }, // [b]
  { title: 'EDRi', url: 'https://edri.org/feed/', about: 'digital rights in Europe' }, // [d]
  { title: 'Center for Democracy & Technology', url: 'https://cdt.org/feed/', about: 'technology policy' }, // [b]
  { title: 'Future of Privacy Forum', url: 'https://fpf.org/feed/', about: 'privacy and AI policy' }, // [b]
  {
    title: 'Internet Society',
    url: 'https://www.internetsociety.org/feed/',
    about: 'governance and resilience of the internet',
  }, // [a]
  { title: 'APNIC Blog', url: 'https://blog.apnic.net/feed/', about: 'addressing, routing and policy' }, // [a]
  { title: 'RIPE Labs', url: 'https://labs.ripe.net/feed.xml', about: 'measurements and policy of the internet' }, // [a]
  {
    title: 'CISA advisories',
    url: 'https://www.cisa.gov/cybersecurity-advisories/all.xml',
    about: 'security warnings of the US government',
  }, // [a]
  {
    title: 'NCSC UK',
    url: 'https://www.ncsc.gov.uk/api/1/services/v1/all-rss-feed.xml',
    about: 'security guidance of the UK government',
  }, // [a]
  { title: 'CyberScoop', url: 'https://cyberscoop.com/feed/', about: 'cybersecurity policy news' }, // [b]
];
